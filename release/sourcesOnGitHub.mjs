/** Where the sources of a package are, in GitHub's CI: npm asks for it where it says by whom a package was made. Elsewhere nothing. */
export function sourcesOnGitHub() {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env;
  return name === undefined ? {} : { repository: { type: 'git', url: `git+${server}/${name}.git` } };
}
