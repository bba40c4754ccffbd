/** The year whose results are on the page ends on 31 March: 2024 is "2023-24". */
export function financialYearTo(march: number): string {
  return `${march - 1}-${String(march).slice(2)}`;
}
