import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export type ColorScheme = 'light' | 'dark';

/** As cards, on a tablet, on a desk. */
export const WIDTHS = [360, 768, 1440];

/** Rows of a table are made alike, and axe takes its time over each: so many of them are looked at. */
const ROWS = 10;

/** Axe finds nothing on the page as it is, and nothing scrolls sideways. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude(`tbody tr:nth-child(n + ${ROWS + 1})`)
    .analyze();
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target.join(' ')).slice(0, 3)]),
    where,
  ).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, where).toBeLessThanOrEqual(0);
}
