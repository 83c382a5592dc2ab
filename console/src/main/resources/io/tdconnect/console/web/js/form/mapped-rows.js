// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { t } from "../i18n.js";
import { rowsTable } from "../parts/rows.js";

const SQL_SHOWN = 5;

/** The rows of the tables as the target would write them, and their SQL. @param {any} preview */
export function mappedRows(preview) {
    const rows = (preview?.samples ?? []).flatMap((/** @type {any} */ sample) => sample.rows ?? []);
    const problems = (preview?.samples ?? [])
        .map((/** @type {any} */ sample, /** @type {number} */ i) => ({ sample: i + 1, text: sample.problem }))
        .filter((/** @type {any} */ one) => one.text);
    const tags = new Set(
        rows.flatMap((/** @type {any} */ row) => (row.tags ?? []).map((/** @type {any} */ tag) => tag.name)),
    );
    const cells = rows.map((/** @type {any} */ row) => [
        { name: t("mapping.table"), value: `${row.database ?? ""}.${row.table}` },
        ...row.columns,
        ...(row.tags ?? []),
    ]);
    return html`${problems.slice(0, SQL_SHOWN).map((/** @type {any} */ one) => html`<div class="refused-row"><strong>${t("stage.sample", { n: one.sample })}</strong> ${one.text}</div>`)}
    ${
        rows.length
            ? html`<h3>${t("mapping.result", { n: rows.length })}</h3>
                  ${rowsTable(cells, { label: t("mapping.rows"), tags, types: true })}
                  <details class="more">
                      <summary>${t("mapping.sql")}</summary>
                      <pre tabindex="0">
${rows
                              .slice(0, SQL_SHOWN)
                              .map((/** @type {any} */ row) => row.sql)
                              .join("\n")}</pre>
                  </details>`
            : nothing
    }`;
}
