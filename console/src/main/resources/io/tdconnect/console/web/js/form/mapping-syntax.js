// SPDX-License-Identifier: Apache-2.0
/** The text of the options `columns` and `tags`: `path[:TYPE] [as name] [default value], …`. Pure functions. */

/** @typedef {{path: string, type: string, name: string, preset: string}} Target */

export const TYPES = [
    "BOOL",
    "TINYINT",
    "SMALLINT",
    "INT",
    "BIGINT",
    "TINYINT UNSIGNED",
    "SMALLINT UNSIGNED",
    "INT UNSIGNED",
    "BIGINT UNSIGNED",
    "FLOAT",
    "DOUBLE",
    "DECIMAL(18,6)",
    "TIMESTAMP",
    "TIMESTAMP(ms)",
    "TIMESTAMP(us)",
    "TIMESTAMP(ns)",
    "VARCHAR(64)",
    "NCHAR(64)",
    "VARBINARY(64)",
    "JSON",
];

/**
 * A transform that says which fields are columns and tags of which table is known by its options.
 *
 * @param {string} type
 * @param {any[]} transforms
 */
export function isMapping(type, transforms) {
    const options = transforms.find((transform) => transform.class === type)?.options ?? [];
    const names = new Set(options.map((/** @type {any} */ option) => option.name));
    return ["columns", "tags", "table", "stable"].every((name) => names.has(name));
}

/** A transform that computes fields by lines of `name = expression`. @param {any} transform */
export function isComputing(transform) {
    const names = new Set(transform.options.map((/** @type {any} */ option) => option.name));
    return names.has("set") && names.has("rules");
}

/** Parts between commas outside quotes and brackets. @param {string} text */
export function items(text) {
    const parts = [];
    let depth = 0;
    let quote = "";
    let from = 0;
    for (let i = 0; i < text.length; i++) {
        const c = text[i];
        if (quote) {
            quote = c === quote ? "" : quote;
        } else if (c === "'" || c === '"' || c === "`") {
            quote = c;
        } else if ("([{".includes(c)) {
            depth++;
        } else if (")]}".includes(c)) {
            depth--;
        } else if (c === "," && depth === 0) {
            parts.push(text.slice(from, i));
            from = i + 1;
        }
    }
    parts.push(text.slice(from));
    return parts.map((part) => part.trim()).filter(Boolean);
}

/** @param {string} text @returns {Target[] | null} null for the form in JSON, which has no grid */
export function targets(text) {
    if (text.trim().startsWith("[{")) {
        return null;
    }
    return items(text).map(target);
}

/** @param {string} item @returns {Target} */
function target(item) {
    let rest = item;
    let preset = "";
    let name = "";
    const ofDefault = /\s+default\s+(.*)$/is.exec(rest);
    if (ofDefault) {
        preset = ofDefault[1].trim();
        rest = rest.slice(0, ofDefault.index);
    }
    const ofName = /\s+as\s+(\S+)\s*$/i.exec(rest);
    if (ofName) {
        name = ofName[1];
        rest = rest.slice(0, ofName.index);
    }
    const colon = typeColon(rest);
    return colon < 0
        ? { path: rest.trim(), type: "", name, preset }
        : { path: rest.slice(0, colon).trim(), type: rest.slice(colon + 1).trim(), name, preset };
}

/** The colon before the type: the first outside brackets and quotes. @param {string} text */
function typeColon(text) {
    let depth = 0;
    let quote = "";
    for (let i = 0; i < text.length; i++) {
        const c = text[i];
        if (quote) {
            quote = c === quote ? "" : quote;
        } else if (c === "`" || c === "'" || c === '"') {
            quote = c;
        } else if (c === "[") {
            depth++;
        } else if (c === "]") {
            depth--;
        } else if (c === ":" && depth === 0) {
            return i;
        }
    }
    return -1;
}

/** @param {Target[]} list */
export function written(list) {
    return list
        .filter((one) => one.path)
        .map(
            (one) =>
                one.path +
                (one.type ? `:${one.type}` : "") +
                (one.name ? ` as ${one.name}` : "") +
                (one.preset ? ` default ${one.preset}` : ""),
        )
        .join(", ");
}

/** The path of a field whose name may have special characters. @param {string} name */
export function pathOf(name) {
    return /^[A-Za-z_][\w]*(\.[A-Za-z_]\w*)*$/.test(name) ? name : `\`${name}\``;
}

/** @param {string} text lines of `name[:TYPE] = expression` @returns {{name: string, rule: string}[]} */
export function rules(text) {
    return text
        .split(/[\n;]/)
        .map((line) => line.trim())
        .filter(Boolean)
        .map((line) => {
            const at = line.indexOf("=");
            return { name: line.slice(0, at).trim(), rule: line.slice(at + 1).trim() };
        });
}

/** @param {string} text @param {string} name @param {string} rule empty to remove it */
export function withRule(text, name, rule) {
    const others = rules(text).filter((one) => one.name.replace(/:.*/, "") !== name);
    return [...others, ...(rule ? [{ name, rule }] : [])].map((one) => `${one.name} = ${one.rule}`).join("\n");
}
