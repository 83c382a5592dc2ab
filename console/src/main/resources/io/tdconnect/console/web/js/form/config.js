// SPDX-License-Identifier: Apache-2.0
/** Configurations of connectors from what is filled in: pure functions. */

/** @typedef {Record<string, any>} Config */
/** @typedef {{alias: string, type: string, config: Config}} Stage */

/** What is empty is left to the default. @param {Config} config */
export function filled(config) {
    return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== "" && value !== undefined));
}

/** @param {Stage[]} stages @returns {Config} the options of a chain of transforms */
export function chain(stages) {
    /** @type {Config} */
    const config = {};
    if (stages.length) {
        config.transforms = stages.map((stage) => stage.alias).join(",");
    }
    for (const { alias, type, config: options } of stages) {
        config[`transforms.${alias}.type`] = type;
        for (const [name, value] of Object.entries(filled(options))) {
            config[`transforms.${alias}.${name}`] = value;
        }
    }
    return config;
}

/** @param {Config} config @returns {{stages: Stage[], rest: Config}} */
export function unchained(config) {
    const aliases = String(config.transforms ?? "")
        .split(",")
        .map((alias) => alias.trim())
        .filter(Boolean);
    const stages = aliases.map((alias) => ({ alias, type: "", config: /** @type {Config} */ ({}) }));
    /** @type {Config} */
    const rest = {};
    for (const [name, value] of Object.entries(config)) {
        const stage = stages.find(({ alias }) => name.startsWith(`transforms.${alias}.`));
        if (stage) {
            const option = name.slice(`transforms.${stage.alias}.`.length);
            if (option === "type") {
                stage.type = value;
            } else {
                stage.config[option] = value;
            }
        } else if (name !== "transforms") {
            rest[name] = value;
        }
    }
    return { stages, rest };
}

/** An alias that no stage has yet. @param {Stage[]} stages @param {string} type */
export function freeAlias(stages, type) {
    const base = shortName(type).toLowerCase();
    for (let i = 1; ; i++) {
        const alias = i === 1 ? base : `${base}${i}`;
        if (!stages.some((stage) => stage.alias === alias)) {
            return alias;
        }
    }
}

/** The class without package and key or value. @param {string} type */
export function shortName(type) {
    return type.replace(/\$(Key|Value)$/, "").replace(/^.*\./, "");
}

/** Words that are written in capitals. @type {Record<string, string>} */
const CAPITALS = {
    url: "URL",
    urls: "URLs",
    ca: "CA",
    tls: "TLS",
    id: "ID",
    ids: "IDs",
    json: "JSON",
    qos: "QoS",
    sql: "SQL",
    csv: "CSV",
    crl: "CRL",
    sni: "SNI",
    http: "HTTP",
};

/** Words from a name such as broker.urls or ParseJson. @param {string} name */
export function words(name) {
    const spaced = name
        .replace(/[._-]+/g, " ")
        .replace(/([a-z])([A-Z])/g, "$1 $2")
        .toLowerCase();
    const written = spaced
        .split(" ")
        .map((word) => CAPITALS[word] ?? word)
        .join(" ");
    return written.charAt(0).toUpperCase() + written.slice(1);
}

/** What the topic option of a new task starts with; a template keeps its variables. @param {string} task @param {string | null} preset */
export function topicFor(task, preset) {
    const variables = preset?.match(/\{[^}]+\}/g);
    return variables ? `${task}.${variables.join(".")}` : task;
}

/** How a sink names the topics of a source: one name, or an expression for a template. @param {string} topic @returns {Config} */
export function topicsOf(topic) {
    if (!topic.includes("{")) {
        return { topics: topic };
    }
    const expression = topic
        .split(/(\{[^}]*\})/)
        .map((text) => (text.startsWith("{") ? ".*" : text.replace(/[.*+?^$()|[\]\\]/g, "\\$&")))
        .join("");
    // A sink notices the topic of a new measurement or table within this time; Kafka's default is five minutes.
    return { "topics.regex": expression, "consumer.override.metadata.max.age.ms": "10000" };
}

/** Secrets of a configuration for showing. @param {Config} config @param {Set<string>} secrets */
export function masked(config, secrets) {
    return Object.fromEntries(
        Object.entries(config).map(([name, value]) => [
            name,
            secrets.has(name) && (value === null || !String(value).startsWith("${")) ? "••••••" : value,
        ]),
    );
}
