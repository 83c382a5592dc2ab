// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { t } from "../i18n.js";

/** Rows shown before "more". */
const SHOWN = 12;

/** @typedef {{name: string, value: any, type?: string}} Cell */

/**
 * The fields of a row, which the server gives as an object or as a list with types.
 *
 * @param {any} row
 * @returns {Cell[]}
 */
export function cells(row) {
    if (Array.isArray(row)) {
        return row;
    }
    if (row && typeof row === "object") {
        return Object.entries(row).map(([name, value]) => ({ name, value }));
    }
    return [{ name: "", value: row }];
}

/** @param {any} value */
export function plain(value) {
    if (value === null || value === undefined) {
        return "NULL";
    }
    return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Names of all fields in the order of their first appearance. @param {Cell[][]} rows */
export function fieldNames(rows) {
    return [...new Set(rows.flatMap((row) => row.map((cell) => cell.name)))];
}

/**
 * @param {Cell[][]} rows
 * @param {{label: string, tags?: Set<string>, types?: boolean}} options
 */
export function rowsTable(rows, { label, tags, types }) {
    if (!rows.length) {
        return nothing;
    }
    const names = fieldNames(rows);
    const shown = rows.slice(0, SHOWN);
    const typeOf = (/** @type {string} */ name) => rows.flat().find((cell) => cell.name === name)?.type;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
            <table class="rows">
                <thead>
                    <tr>
                        ${names.map(
                            (name) =>
                                html`<th scope="col" class=${tags?.has(name) ? "tag" : ""}>
                                    ${name || t("rows.value")}${tags?.has(name) ? html` <span class="mark">${t("rows.tag")}</span>` : nothing}
                                    ${types ? html`<span class="type">${typeOf(name)}</span>` : nothing}
                                </th>`,
                        )}
                    </tr>
                </thead>
                <tbody>
                    ${shown.map(
                        (row) =>
                            html`<tr>
                                ${names.map((name) => valueCell(row.find((cell) => cell.name === name)))}
                            </tr>`,
                    )}
                </tbody>
            </table>
        </div>
        ${rows.length > SHOWN ? html`<p class="small muted">${t("rows.more", { n: rows.length - SHOWN })}</p>` : nothing}`;
}

/** @param {Cell | undefined} cell */
function valueCell(cell) {
    if (!cell || cell.value === null || cell.value === undefined) {
        return html`<td class="null">${cell ? "NULL" : ""}</td>`;
    }
    return html`<td class=${typeof cell.value === "number" ? "num" : ""}>${plain(cell.value)}</td>`;
}
