import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkup, Markup, markup, shownText } from './markup.js';

describe('markup', () => {
  it('escapes text, in elements and in attributes', () => {
    const hostile = `<script>alert("it's & mine")</script>`;
    expect(markup`<th title="${hostile}">${hostile}</th>`.source).toBe(
      '<th title="&lt;script&gt;alert(&quot;it&#39;s &amp; mine&quot;)&lt;/script&gt;">' +
        '&lt;script&gt;alert(&quot;it&#39;s &amp; mine&quot;)&lt;/script&gt;</th>',
    );
  });
  it('puts in markup as it is, joins lists, and leaves nothing where there is nothing', () => {
    const items = ['a', 'b & c'].map((text) => markup`<li>${text}</li>`);
    expect(markup`<ul>${items}${null}${3}</ul>`.source).toBe('<ul><li>a</li><li>b &amp; c</li>3</ul>');
  });
});

describe('escapeMarkup', () => {
  it('replaces what XML has no way to write', () => {
    expect(escapeMarkup('a\u0000b\u001bc\ud800d\u{1f600}')).toBe('a\ufffdb\ufffdc\ufffdd\u{1f600}');
  });
  it('leaves no character that opens or closes markup, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeMarkup(text).replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"']/);
      }),
    );
  });
  it('can be undone', () => {
    const undone: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeMarkup(text).replace(/&[^;]+;/g, (entity) => undone[entity] ?? '?')).toBe(text);
      }),
    );
  });
});

describe('shownText', () => {
  it('has every character of the text and none of the tags', () => {
    const shown = shownText(new Markup('<text class="zq">Bé &lt; ℓ</text>'));
    expect(['B', 'é', ' ', '<', 'ℓ'].filter((character) => !shown.includes(character))).toEqual([]);
    expect(shown).not.toMatch(/[zqx]/);
  });
});
