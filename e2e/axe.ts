import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Dark differs from light by its colours alone: the same elements, with the same names and roles. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** As cards, on a tablet, on a desk. */
export const WIDTHS = [360, 768, 1440];

/** Rows of a table are made alike, and axe takes its time over each: so many of them are looked at. */
const ROWS = 10;

/** Axe finds nothing on the page as it is, and nothing scrolls sideways. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const axe = new AxeBuilder({ page }).exclude(`tbody tr:nth-child(n + ${ROWS + 1})`);
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const { violations } = await (isDark ? axe.withRules(RULES_OF_COLOUR) : axe).analyze();
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(' ')).slice(0, 3)]),
    where,
  ).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, where).toBeLessThanOrEqual(0);
}
