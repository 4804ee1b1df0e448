/** Menus and popovers are put into the page's main landmark, where assistive technology looks for content. */
export const mainLandmark = (): HTMLElement | undefined =>
  typeof document === 'undefined' ? undefined : (document.querySelector('main') ?? undefined);
