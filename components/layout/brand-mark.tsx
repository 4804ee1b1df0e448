import { PhoneOff } from 'lucide-react';

export const BrandMark = () => (
  <span className="grid size-[26px] shrink-0 place-items-center rounded-[7px] bg-accent text-accent-ink">
    <PhoneOff size={16} aria-hidden />
  </span>
);
