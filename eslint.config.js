import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** A default behind an index that cannot miss would hide a miss. What may be absent is not an index, or says so with `.at()`. */
const HIDDEN_MISS = 'a miss is hidden: take at(), only() or lookUp() of @bcos-bench/vocabulary, which throw';
const hiddenMisses = [
  "LogicalExpression[operator='??'] > Identifier.right[name='NaN']",
  "LogicalExpression[operator='??'] > CallExpression.right > Identifier[name='NaN']",
  "LogicalExpression[operator='??'] > NewExpression.right[callee.name=/^(Float|Int|Uint).*Array$/]",
  "LogicalExpression[operator='??'][left.type='MemberExpression'][left.computed=true][right.raw='0']:not([left.property.raw=/^'/])",
  "ArrayPattern > AssignmentPattern > Identifier.right[name='NaN']",
  "ArrayPattern > AssignmentPattern > Literal.right[raw=/^(0|'')$/]",
  'ArrayPattern > AssignmentPattern > ArrayExpression.right',
].map((selector) => ({ selector, message: HIDDEN_MISS }));

export default tseslint.config(
  { ignores: ['**/dist/', 'out/', 'node_modules/', '.nx/', '**/*.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.spec.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^(\\.\\./)+[a-z-]+/src/', message: 'import @bcos-bench/PACKAGE or its /testing/NAME' }],
        },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // With noPropertyAccessFromIndexSignature the compiler asks for the brackets that this rule would take away.
      '@typescript-eslint/dot-notation': 'off',
      // tfjs-node declares the plain objects that its binding takes as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      // `writer.close()` of a callback-like object is no mistake; unawaited promises are found by no-floating-promises.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['packages/*/src/**/*.ts', 'e2e/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...hiddenMisses] },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
