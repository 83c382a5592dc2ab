// SPDX-License-Identifier: Apache-2.0
import { getOnce, part } from "../api.js";
import { has, t } from "../i18n.js";
import { shortName } from "./config.js";
import { optionsOf } from "./option-form.js";

/** Options that the page sets itself, or by other fields than those of a form. */
const OWN = new Set(["name", "connector.class", "transforms", "errors.tolerance"]);

/** Kinds that plugins explain. @returns {Promise<any[]>} */
export async function explainedKinds() {
    const kinds = await getOnce("kinds");
    return kinds.map((/** @type {any} */ kind) => ({
        ...kind,
        side: kind.side.toUpperCase(),
        capabilities: kind.capabilities.map((/** @type {string} */ name) => name.toUpperCase()),
    }));
}

/** What a transform is for: ours in the language of the page, others by their class. @param {any} transform */
export function purpose(transform) {
    return explained(transform) ? t(`transform.${shortName(transform.class)}`) : transform.doc || transform.class;
}

/** Kafka's own have names like ours, and do other things. @param {any} transform */
function explained(transform) {
    return has(`transform.${shortName(transform.class)}`) && !transform.class.startsWith("org.apache.");
}

/** Transforms of values, ours first; twins for keys make no rows. @param {any[]} transforms */
export function usefulTransforms(transforms) {
    return transforms
        .filter((transform) => !transform.class.endsWith("$Key"))
        .sort((a, b) => Number(explained(b)) - Number(explained(a)));
}

/**
 * The other connectors of the workers, as kinds without explanation.
 *
 * @param {any[]} kinds
 * @returns {Promise<any[]>}
 */
export async function plainKinds(kinds) {
    const known = new Set(kinds.map((kind) => kind.connectorClass));
    const { plugins } = await getOnce("workers");
    return plugins
        .filter((/** @type {any} */ plugin) => ["source", "sink"].includes(plugin.type) && !known.has(plugin.class))
        .map((/** @type {any} */ plugin) => plainKind(plugin.class, plugin.type.toUpperCase()));
}

/** @param {string} connectorClass @param {"SOURCE" | "SINK"} side */
export function plainKind(connectorClass, side) {
    return {
        id: connectorClass,
        label: shortName(connectorClass),
        side,
        connectorClass,
        basic: [],
        connection: [],
        collection: [],
        topicOption: "",
        capabilities: [],
        plain: true,
    };
}

/**
 * The options of a kind. What a kind without explanation asks for first are its required options and those of high
 * importance.
 *
 * @param {any} kind
 * @returns {Promise<any[]>}
 */
export async function optionsOfKind(kind) {
    const path = kind.plain ? `forms/${part(kind.connectorClass)}` : `kinds/${part(kind.id)}/form`;
    const options = optionsOf(await getOnce(path)).filter((option) => !OWN.has(option.name));
    if (kind.plain) {
        const first = options
            .filter((option) => option.required || option.importance === "HIGH")
            .map((option) => option.name);
        kind.basic = first;
        kind.connection = first;
    }
    kind.topicDefault = options.find((option) => option.name === kind.topicOption)?.default ?? null;
    return options;
}
