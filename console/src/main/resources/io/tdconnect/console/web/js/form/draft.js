// SPDX-License-Identifier: Apache-2.0
import { chain, filled, topicFor, topicsOf, unchained } from "./config.js";

/** @typedef {import("./config.js").Config} Config */
/** @typedef {"source" | "sink"} Side */

/** A new task puts refused messages aside and goes on. */
export const PUT_ASIDE = {
    "errors.tolerance": "all",
    "errors.deadletterqueue.context.headers.enable": "true",
    "errors.deadletterqueue.topic.replication.factor": "1",
};

const FRESH = {
    name: "",
    kind: "",
    sinkKind: "",
    /** @type {Config} */
    source: {},
    /** @type {Config} */
    sink: {},
    /** @type {import("./config.js").Stage[]} */
    stages: [],
    /** @type {any[]} */
    samples: [],
    /** @type {string | null} */
    version: null,
    /** @type {string[]} */
    chosen: [],
    /** Whether both configurations are there as they are, without what a new task begins with. */
    complete: false,
};

/**
 * Configurations that another page hands over to the form, with their secrets.
 *
 * @type {{task: any}}
 */
export const handover = { task: null };

/**
 * What is filled in of a task. It survives a reload of the page in the session's storage, without samples that are
 * too large and without secrets.
 */
export class Draft extends EventTarget {
    /** @type {typeof FRESH} */
    data = structuredClone(FRESH);
    /** @type {Set<string>} */
    secrets = new Set();
    /** Problems by side and option, from the last check. @type {Record<Side, any[]>} */
    problems = { source: [], sink: [] };
    /** Chosen kinds with what they start with. @type {any} */
    kind = null;
    /** @type {any} */
    sinkKind = null;
    /** Results of the last preview. @type {any} */
    preview = null;
    /** @type {any} */
    previewError = null;

    /** @param {string} edited id of a task, or empty for a new one */
    constructor(edited) {
        super();
        this.edited = edited;
        this.storage = edited ? `tdconnect.draft.edit.${edited}` : "tdconnect.draft.new";
    }

    /** @returns {boolean} whether there was a draft */
    restore() {
        try {
            const stored = sessionStorage.getItem(this.storage);
            if (stored) {
                this.data = { ...structuredClone(FRESH), ...JSON.parse(stored) };
                return true;
            }
        } catch {
            sessionStorage.removeItem(this.storage);
        }
        return false;
    }

    discard() {
        sessionStorage.removeItem(this.storage);
        this.data = structuredClone(FRESH);
        this.problems = { source: [], sink: [] };
        this.preview = null;
        this.#changed();
    }

    forget() {
        sessionStorage.removeItem(this.storage);
    }

    /** @param {Partial<typeof FRESH>} change */
    update(change) {
        Object.assign(this.data, change);
        this.save();
    }

    /** @param {Side} side @param {Config} options */
    set(side, options) {
        for (const [name, value] of Object.entries(options)) {
            this.data[side][name] = value;
            this.problems[side] = this.problems[side].filter((problem) => problem.option !== name);
        }
        this.save();
    }

    save() {
        // An empty secret tells after a reload that there was one.
        const open = (/** @type {Config} */ config) =>
            Object.fromEntries(
                Object.entries(config).map(([name, value]) => [
                    name,
                    this.secrets.has(name) && value !== null ? "" : value,
                ]),
            );
        const small = this.data.samples.filter((sample) => (sample.text?.length ?? 0) < 20_000).slice(0, 20);
        const kept = { ...this.data, source: open(this.data.source), sink: open(this.data.sink), samples: small };
        try {
            sessionStorage.setItem(this.storage, JSON.stringify(kept));
        } catch {
            sessionStorage.setItem(this.storage, JSON.stringify({ ...kept, samples: [] }));
        }
        this.#changed();
    }

    /** Shows a change of problems or of the preview. */
    show() {
        this.#changed();
    }

    #changed() {
        this.dispatchEvent(new Event("change"));
    }

    /** @param {any[]} kinds */
    choose(kinds) {
        this.kind = kinds.find((kind) => kind.id === this.data.kind) ?? null;
        const sinks = kinds.filter((kind) => kind.side === "SINK");
        if (!this.data.sinkKind && sinks.length) {
            this.data.sinkKind = sinks[0].id;
        }
        this.sinkKind = sinks.find((kind) => kind.id === this.data.sinkKind) ?? null;
    }

    /** The topic between both connectors. */
    topic() {
        const option = this.kind?.topicOption;
        const preset = this.kind?.defaults?.source?.[option] ?? this.kind?.topicDefault ?? null;
        return this.data.source[option] || topicFor(this.data.name || "task", preset);
    }

    /** @returns {Config} */
    sourceConfig() {
        const kind = this.kind;
        if (!kind) {
            return {};
        }
        const config = {
            "connector.class": kind.connectorClass,
            ...this.#start("source"),
            ...filled(this.data.source),
        };
        if (kind.topicOption && !this.data.complete) {
            config[kind.topicOption] = this.topic();
        }
        return config;
    }

    /** What a new task of this kind begins with. @param {Side} side */
    #start(side) {
        return this.data.complete ? {} : (this.kind?.defaults?.[side] ?? {});
    }

    /** The sink without its transforms. @returns {Config} */
    plainSinkConfig() {
        const kind = this.sinkKind;
        const own = filled(this.data.sink);
        const topics = own.topics || own["topics.regex"] ? {} : topicsOf(this.topic());
        return {
            "connector.class": kind?.connectorClass ?? "",
            ...this.#start("sink"),
            ...topics,
            ...own,
        };
    }

    /** @returns {Config} */
    sinkConfig() {
        return { ...this.plainSinkConfig(), ...this.transforms() };
    }

    /** @returns {Config} */
    transforms() {
        return chain(this.data.stages);
    }

    /** Takes over the configurations of a task. @param {any} task @param {any[]} kinds */
    fill(task, kinds) {
        const { stages, rest } = unchained(task.configs.sink ?? {});
        const source = { ...(task.configs.source ?? {}) };
        const kindOf = (/** @type {Config} */ config) =>
            kinds.find((kind) => kind.connectorClass === config["connector.class"])?.id ?? "";
        this.data = {
            ...structuredClone(FRESH),
            name: task.name,
            kind: kindOf(source),
            sinkKind: kindOf(rest),
            source: without(source),
            sink: without(rest),
            stages,
            version: task.version,
            complete: true,
        };
        for (const name of task.configs.secretsSet ?? []) {
            this.secrets.add(name);
        }
        this.choose(kinds);
    }
}

/** @param {Config} config */
function without(config) {
    const { "connector.class": ignored, name, ...rest } = config;
    return rest;
}
