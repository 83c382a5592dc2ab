// SPDX-License-Identifier: Apache-2.0
import { post } from "../api.js";
import { debounced } from "../element.js";
import { cells } from "../parts/rows.js";

/** Previews the draft again whenever something that matters to it has changed. */
export class PreviewRunner {
    #last = "";
    /** @type {AbortController | null} */
    #running = null;

    /** @param {import("./draft.js").Draft} draft */
    constructor(draft) {
        this.draft = draft;
        this.later = debounced(() => this.#run(), 350);
    }

    async #run() {
        const { draft } = this;
        if (!draft.data.samples.length) {
            this.#last = "";
            if (draft.preview) {
                draft.preview = null;
                draft.show();
            }
            return;
        }
        const body = {
            source: draft.sourceConfig(),
            transforms: draft.transforms(),
            sink: draft.plainSinkConfig(),
            samples: draft.data.samples,
        };
        const text = JSON.stringify(body);
        if (text === this.#last) {
            return;
        }
        this.#last = text;
        this.#running?.abort();
        const running = new AbortController();
        this.#running = running;
        try {
            const answer = await post("preview", body, running.signal);
            draft.preview = answer;
            draft.previewError = null;
        } catch (error) {
            if (running.signal.aborted) {
                return;
            }
            draft.previewError = error;
        }
        draft.show();
    }
}

/**
 * What a stage made of all samples.
 *
 * @param {any} preview
 * @param {string} alias
 * @returns {{passed: number, dropped: number, failed: any[], rows: import("../parts/rows.js").Cell[][]} | null}
 */
export function stageResult(preview, alias) {
    if (!preview) {
        return null;
    }
    const result = { passed: 0, dropped: 0, failed: /** @type {any[]} */ ([]), rows: /** @type {any[]} */ ([]) };
    preview.samples.forEach((/** @type {any} */ sample, /** @type {number} */ i) => {
        const stage = sample.stages?.find((/** @type {any} */ one) => one.name === alias);
        if (!stage) {
            return;
        }
        if (stage.outcome === "failed") {
            result.failed.push({ sample: i + 1, message: stage.message, option: stage.option });
        } else if (stage.outcome === "dropped") {
            result.dropped++;
        } else {
            result.passed++;
            result.rows.push(...(stage.rows ?? []).map(cells));
        }
    });
    return result;
}

/**
 * Names and types of the fields that enter a stage.
 *
 * @param {any} preview @param {{alias: string}[]} stages @param {number} index
 * @returns {{name: string, type: string}[]}
 */
export function fieldsBefore(preview, stages, index) {
    const before = stages[index - 1];
    const rows = before
        ? (stageResult(preview, before.alias)?.rows ?? [])
        : (preview?.samples ?? []).flatMap((/** @type {any} */ sample) => (sample.input ?? []).map(cells));
    const fields = new Map();
    for (const row of rows) {
        for (const cell of row) {
            if (cell.name && !fields.has(cell.name)) {
                fields.set(cell.name, { name: cell.name, type: cell.type ?? typeof cell.value });
            }
        }
    }
    return [...fields.values()];
}
