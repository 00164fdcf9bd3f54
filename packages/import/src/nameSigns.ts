/** What names of arrays say of how a network was changed before it was saved. */
interface NameSign {
  readonly name: RegExp;
  readonly what: string;
  readonly remedy: string;
}

const SIGNS: readonly NameSign[] = [
  {
    name: /(^|\.)weight_(orig|mask)$/,
    what: 'is pruned: a weight and its mask are saved apart',
    remedy: 'call torch.nn.utils.prune.remove(module, "weight") on every pruned module before saving',
  },
  {
    name: /(^|\.)parametrizations\.\w+\.original\d*$/,
    what: 'is parametrised: what weights are made of is saved in their place',
    remedy: 'call torch.nn.utils.parametrize.remove_parametrizations(module, "weight") before saving',
  },
  {
    name: /(^|\.)weight_[gv]$/,
    what: 'has weight norm: length and direction of each weight are saved apart',
    remedy: 'call torch.nn.utils.remove_weight_norm(module) before saving',
  },
  {
    name: /(^|\.)weight_u$/,
    what: 'has spectral norm',
    remedy: 'call torch.nn.utils.remove_spectral_norm(module) before saving',
  },
  {
    name: /(^|\.)lora_[AB](\.|$)/,
    what: 'holds LoRA matrices beside the weights',
    remedy: 'merge them into the weights (merge_and_unload) before saving',
  },
  {
    name: /(^|\.)(_packed_params\b.*|zero_point|activation_post_process\b.*)$/,
    what: 'is of a quantised network',
    remedy: 'save the network before it is quantised',
  },
  {
    name: /(^|\.)_?flat_param/,
    what: 'holds the flattened parameters of FSDP, of which the names and shapes are lost',
    remedy: 'save it with StateDictType.FULL_STATE_DICT',
  },
];

/** What the names of a file's arrays say, with the first name that does; null where they say nothing. */
export function nameSign(names: readonly string[]): { what: string; remedy: string } | null {
  for (const { name: pattern, what, remedy } of SIGNS) {
    const found = names.find((name) => pattern.test(name));
    if (found !== undefined) return { what: `${what} (${found})`, remedy };
  }
  return null;
}
