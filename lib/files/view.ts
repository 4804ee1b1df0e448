/** How a file is read, for whoever wants it read otherwise; `Role` is what a column of it can hold for us. */
export type FileReading<Role extends string> = {
  kind: 'csv' | 'xlsx';
  sheet: string | null;
  sheets: { name: string; hidden: boolean }[];
  encoding: string | null;
  delimiter: string | null;
  headerRow: number | null;
  columns: {
    index: number;
    name: string;
    role: Role;
    sample: string[];
    dateOrder?: 'mdy' | 'dmy' | 'ymd';
  }[];
};
