import { underReluRule, type ReluRule } from '@bcos-bench/models';
import { UsageFault, type AttributionMethodName } from '@bcos-bench/vocabulary';

/**
 * What `work` gives with `rule` for the gradient of every ReLU.
 * @throws UsageFault where it meets none: then the method is not defined
 */
export function requireRelus<T>(method: AttributionMethodName, rule: ReluRule, work: () => T): T {
  let met = 0;
  const counted: ReluRule = (...tensors) => {
    met += 1;
    return rule(...tensors);
  };
  const found = underReluRule(counted, work);
  if (met > 0) return found;
  throw new UsageFault({
    what: `${method} is only for networks with ReLUs, and this one has none`,
    where: '--method',
    remedy: 'choose another method, such as input-x-gradient',
  });
}
