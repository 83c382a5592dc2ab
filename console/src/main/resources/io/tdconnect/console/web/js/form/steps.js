// SPDX-License-Identifier: Apache-2.0
/** Steps of the page of a new task, and which are done. */

export const STEPS = ["basics", "target", "connection", "collection", "payload", "mapping", "errors", "review"];

/** @typedef {{source: any[], sink: any[]}} Forms options of both sides */

/** @param {Forms} forms @param {"source" | "sink"} side @param {string[] | undefined} names in the order of the form */
export function optionsNamed(forms, side, names) {
    return (names ?? []).map((name) => forms[side].find((option) => option.name === name)).filter(Boolean);
}

/**
 * @param {import("./draft.js").Draft} draft
 * @param {Forms} forms
 * @param {string} step
 * @returns {"" | "done" | "wrong"}
 */
export function stepState(draft, forms, step) {
    const { data, kind, sinkKind, preview } = draft;
    switch (step) {
        case "basics":
            return data.name && data.kind ? "done" : "";
        case "target":
            return sideState(draft, forms, "sink", sinkKind?.basic);
        case "connection":
            return sideState(draft, forms, "source", kind?.connection);
        case "collection":
            return sideState(draft, forms, "source", kind?.collection);
        case "payload":
            return preview
                ? preview.samples.some((/** @type {any} */ sample) => sample.problem)
                    ? "wrong"
                    : "done"
                : "";
        case "mapping":
            return preview?.totals?.rows ? "done" : "";
        default:
            return "";
    }
}

/** @param {import("./draft.js").Draft} draft @param {Forms} forms @param {"source" | "sink"} side @param {string[] | undefined} names */
function sideState(draft, forms, side, names) {
    if (!names) {
        return "";
    }
    if (draft.problems[side].some((problem) => names.includes(problem.option))) {
        return "wrong";
    }
    const values = draft.data[side];
    const missing = optionsNamed(forms, side, names).some(
        (option) => option.required && (values[option.name] ?? "") === "",
    );
    return missing ? "" : "done";
}
