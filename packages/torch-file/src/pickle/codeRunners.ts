/** Every name of a module. */
const ALL = '*';

/**
 * Functions and classes of Python that run code, start programs, reach other functions, or change files, by the module that has them.
 * Only the names listed here are refused. A module of a user that begins with the same word (`code.config`), or a harmless class of the
 * same module (`os.stat_result`, `io.BytesIO`), is not.
 */
const RUNNERS: Readonly<Record<string, string>> = {
  builtins:
    '__import__ apply breakpoint compile delattr eval exec execfile exit file getattr globals input locals open quit ' +
    'raw_input reload setattr vars',
  os:
    '_execvpe _exit _fwalk _spawnvef abort add_dll_directory chdir chmod chown chroot dup2 environ execl execle execlp execlpe execv ' +
    'execve execvp execvpe fchmod fchown fdopen fork forkpty ftruncate kill killpg lchmod lchown link makedirs mkdir mkfifo mknod ' +
    'open openpty pipe popen popen2 popen3 popen4 posix_spawn posix_spawnp putenv pwrite register_at_fork remove removedirs rename ' +
    'renames replace rmdir setegid seteuid setgid setuid spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe startfile ' +
    'symlink system truncate unlink unsetenv utime write',
  posix: ALL,
  nt: ALL,
  _posixsubprocess: ALL,
  subprocess: ALL,
  commands: 'getoutput getstatusoutput',
  popen2: 'popen2 popen3 popen4 Popen3 Popen4',
  pty: 'fork spawn',
  sys:
    '_clear_type_cache _getframe addaudithook breakpointhook excepthook exit meta_path modules path path_hooks path_importer_cache ' +
    'setprofile settrace unraisablehook',
  importlib: ALL,
  'importlib._bootstrap': ALL,
  'importlib._bootstrap_external': ALL,
  'importlib.machinery': ALL,
  'importlib.util': ALL,
  imp: 'find_module load_compiled load_dynamic load_module load_package load_source reload',
  pkgutil: 'find_loader get_data get_importer get_loader iter_modules resolve_name walk_packages',
  runpy: '_run_code _run_module_code run_module run_path',
  zipimport: 'zipimporter',
  code: 'InteractiveConsole InteractiveInterpreter compile_command interact',
  codeop: 'CommandCompiler Compile compile_command',
  marshal: 'load loads',
  pickle: '_load _loads _Unpickler Unpickler load loads',
  _pickle: 'Unpickler load loads',
  cPickle: 'Unpickler load loads',
  shelve: 'DbfilenameShelf open',
  bdb: 'Bdb',
  pdb: 'Pdb pm post_mortem run runcall runctx runeval set_trace',
  cProfile: 'Profile run runctx',
  profile: 'Profile run runctx',
  timeit: 'Timer main repeat timeit',
  trace: 'Trace main',
  doctest: 'debug debug_script debug_src run_docstring_examples testmod testfile',
  pydoc: 'help locate pager pipepager render_doc safeimport tempfilepager writedoc',
  venv: 'EnvBuilder create main',
  ensurepip: '_main bootstrap',
  pip: 'main',
  'pip._internal': 'main',
  'pip._internal.cli.main': 'main',
  'lib2to3.pgen2.grammar': 'Grammar.loads',
  'lib2to3.pgen2.pgen': 'ParserGenerator.make_label',
  'idlelib.autocomplete': 'AutoComplete.fetch_completions AutoComplete.get_entity',
  'idlelib.calltip': 'Calltip.fetch_tip get_entity',
  'idlelib.debugobj': 'ObjectTreeItem.SetText',
  'idlelib.pyshell': 'ModifiedInterpreter.runcode ModifiedInterpreter.runcommand',
  'idlelib.run': 'Executive.runcode',
  ctypes: 'CDLL CFUNCTYPE LibraryLoader OleDLL PyDLL WinDLL cast cdll oledll pydll pythonapi windll',
  _ctypes: 'dlopen LoadLibrary',
  _thread: 'start_new start_new_thread interrupt_main',
  threading: 'Thread Timer setprofile settrace',
  multiprocessing: 'Pool Process',
  'multiprocessing.context': 'Process ForkProcess SpawnProcess ForkServerProcess',
  'multiprocessing.pool': 'Pool ThreadPool',
  'multiprocessing.process': 'BaseProcess',
  'multiprocessing.util': 'spawnv_passfds',
  'concurrent.futures': 'ProcessPoolExecutor ThreadPoolExecutor',
  asyncio: 'create_subprocess_exec create_subprocess_shell run',
  'asyncio.subprocess': 'create_subprocess_exec create_subprocess_shell',
  'asyncio.unix_events': '_UnixSubprocessTransport._start',
  signal: 'alarm pthread_kill raise_signal set_wakeup_fd setitimer signal',
  atexit: 'register _run_exitfuncs',
  io: 'FileIO open open_code',
  _io: 'FileIO open open_code',
  codecs: 'open',
  fileinput: 'FileInput input',
  shutil: 'chown copy copy2 copyfile copymode copystat copytree make_archive move rmtree unpack_archive',
  tempfile: 'NamedTemporaryFile SpooledTemporaryFile TemporaryDirectory TemporaryFile mkdtemp mkstemp',
  webbrowser: 'BackgroundBrowser GenericBrowser UnixBrowser get open open_new open_new_tab register',
  platform: '_syscmd_file _syscmd_ver popen',
  uuid: '_get_command_stdout _popen',
  socket: 'SocketType create_connection create_server fromfd socket socketpair',
  _socket: 'socket',
  ssl: 'SSLSocket get_server_certificate wrap_socket',
  ftplib: 'FTP FTP_TLS',
  imaplib: 'IMAP4 IMAP4_SSL IMAP4_stream',
  smtplib: 'SMTP SMTP_SSL',
  telnetlib: 'Telnet',
  'urllib.request': 'FancyURLopener URLopener build_opener install_opener urlopen urlretrieve',
  urllib: 'FancyURLopener URLopener urlopen urlretrieve',
  urllib2: 'build_opener install_opener urlopen',
  'http.client': 'HTTPConnection HTTPSConnection',
  httplib: 'HTTPConnection HTTPSConnection',
  requests: 'delete get head options patch post put request',
  'requests.api': 'delete get head options patch post put request',
  operator: 'attrgetter methodcaller',
  numpy: 'fromfile load loadtxt genfromtxt memmap',
  'numpy.lib.npyio': 'load loadtxt genfromtxt',
  'numpy.f2py.crackfortran': 'getlincoef myeval _eval_length _eval_scalar',
  'numpy.testing._private.utils': 'runstring',
  'numpy.testing': 'runstring',
  torch: 'load',
  'torch.serialization': 'load',
  'torch.hub': 'load load_state_dict_from_url download_url_to_file',
  'torch.jit': 'load CompilationUnit',
  'torch.package': 'PackageImporter',
  'torch._inductor.codecache': 'compile_file',
  'torch._dynamo.guards': 'GuardBuilder.get',
  'torch.fx.experimental.symbolic_shapes': 'ShapeEnv.evaluate_guards_expression',
  'torch.utils._config_module': 'ConfigModule.load_config load_config',
  'torch.utils.bottleneck.__main__': 'run_autograd_prof run_cprofile run_prof',
  'torch.utils.collect_env': 'run run_and_read_all',
  'torch.utils.cpp_extension': 'load load_inline _jit_compile',
  'torch.utils.data.datapipes.utils.decoder': 'basichandlers',
};

/** Names by module; null where all of a module's are. */
const NAMES = new Map(
  Object.entries(RUNNERS).map(([module, names]) => [module, names === ALL ? null : new Set(names.split(' '))]),
);

/** Whether a function or class of Python's own runs code, reaches other functions, or changes files. `name` may have dots. */
export function isCodeRunner(module: string, name: string): boolean {
  const names = NAMES.get(module);
  return names === null || names?.has(name) === true;
}
