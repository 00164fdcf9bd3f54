import { expect, it } from 'vitest';
import { Fault } from './fault.js';
import { requireSameClasses } from './sameClasses.js';

it('lets equal classes pass', () => {
  expect(() => requireSameClasses(['cat', 'dog'], ['cat', 'dog'], 'DIR')).not.toThrow();
});

it.each([[['dog', 'cat']], [['cat']], [['cat', 'dog', 'bird']], [['cat,dog']]])(
  'refuses %j for cat and dog',
  (classes) => {
    expect(() => requireSameClasses(classes, ['cat', 'dog'], 'DIR')).toThrow(Fault);
    expect(() => requireSameClasses(classes, ['cat', 'dog'], 'DIR')).toThrow(/^DIR: the network knows the classes /);
  },
);
