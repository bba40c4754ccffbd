/** A picture's table: caption, scoped headers, its own scrolling region. */
import { shownCell, type Table } from "./table";

export function TableTwin({ table }: { table: Table }) {
  return (
    <div class="scroll" role="region" aria-label={table.caption} tabIndex={0}>
      <table class="figures">
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th scope="col" class={index > 0 && isNumeric(table, index) ? "number" : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr>{row.map((cell, index) => (index === 0 ? <th scope="row">{shownCell(table.columns[0], cell)}</th> : <td class={isNumeric(table, index) ? "number" : undefined}>{shownCell(table.columns[index], cell)}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isNumeric(table: Table, index: number): boolean {
  return table.columns[index]?.write !== undefined;
}
