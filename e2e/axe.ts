import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export type ColorScheme = 'light' | 'dark';

/** Dark differs from light by its colours alone: there only what depends on them is looked at again. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** The widths that a screen is looked at in: as cards, on a tablet, on a desk. */
export const widthsIn = (colorScheme: ColorScheme): number[] =>
  colorScheme === 'light' ? [360, 768, 1440] : [360, 1440];

/** Axe finds nothing on the page as it is, and nothing scrolls sideways. */
export async function expectAccessible(page: Page, colorScheme: ColorScheme, where: string): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (colorScheme === 'dark' ? axe.withRules(RULES_OF_COLOUR) : axe).analyze();
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(' ')).slice(0, 3)]),
    where,
  ).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, where).toBeLessThanOrEqual(0);
}
