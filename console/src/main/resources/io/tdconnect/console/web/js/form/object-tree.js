// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { post } from "../api.js";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { icon } from "../parts/icons.js";
import { errorNotice } from "../parts/status.js";

/** @typedef {{nodes: any[], cursor: string | null, busy: boolean, error: any}} Level */

const TOP = "";

/** The place of a node: an object may be reached by several ways, also below itself. */
const below = (/** @type {string} */ place, /** @type {string} */ id) => `${place}\n${id}`;

const idAt = (/** @type {string} */ place) => place.slice(place.lastIndexOf("\n") + 1);

/** The objects of a server, level by level, with check boxes. Sends `choose` with the ids. */
class ObjectTree extends TdElement {
    static properties = {
        kind: {},
        config: {},
        task: {},
        chosen: {},
        single: { type: Boolean },
        words: { state: true },
    };

    constructor() {
        super();
        this.kind = "";
        /** Gives the configuration when it is needed. @type {() => any} */
        this.config = () => ({});
        this.task = "";
        /** @type {string[]} */
        this.chosen = [];
        this.single = false;
        this.words = "";
        /** @type {Map<string, Level>} */
        this.levels = new Map();
        /** @type {Set<string>} */
        this.open = new Set();
    }

    /** Asks the server for the top level again. */
    load() {
        this.levels.clear();
        this.open.clear();
        return this.#fetch(TOP);
    }

    /** @param {string} place */
    async #fetch(place) {
        const level = this.levels.get(place) ?? { nodes: [], cursor: null, busy: false, error: null };
        this.levels.set(place, { ...level, busy: true, error: null });
        this.requestUpdate();
        try {
            const body = {
                kind: this.kind,
                config: this.config(),
                task: this.task || undefined,
                node: idAt(place) || undefined,
                cursor: level.cursor ?? undefined,
            };
            const answer = await post("children", body);
            this.levels.set(place, {
                nodes: [...level.nodes, ...answer.nodes],
                cursor: answer.cursor ?? null,
                busy: false,
                error: null,
            });
        } catch (error) {
            this.levels.set(place, { ...level, busy: false, error });
        }
        this.requestUpdate();
    }

    render() {
        const top = this.levels.get(TOP);
        if (!top) {
            return nothing;
        }
        return html`<div class="stack tight">
            <div class="search">
                ${icon("search")}<input
                    type="search"
                    aria-label=${t("tree.filter")}
                    placeholder=${t("tree.filter")}
                    .value=${this.words}
                    @input=${(/** @type {any} */ event) => (this.words = event.target.value)}
                />
            </div>
            <div class="scroll tree" role="group" aria-label=${t("tree.label")}>${this.#level(TOP)}</div>
        </div>`;
    }

    /** @param {string} place @returns {any} */
    #level(place) {
        const level = this.levels.get(place);
        if (!level) {
            return nothing;
        }
        const words = this.words.toLowerCase();
        const shown = level.nodes.filter(
            (node) => !words || this.open.has(below(place, node.id)) || node.name.toLowerCase().includes(words),
        );
        return html`<ul>
            ${repeat(
                shown,
                (node) => node.id,
                (node) => this.#item(node, below(place, node.id)),
            )}
            ${level.error ? html`<li>${errorNotice(level.error)}</li>` : nothing}
            ${level.busy ? html`<li class="muted small" role="status">${t("loading")}</li>` : nothing}
            ${!level.busy && !level.error && level.nodes.length === 0 ? html`<li class="muted small">${t("tree.empty")}</li>` : nothing}
            ${level.cursor && !level.busy ? html`<li><button type="button" class="small-button" @click=${() => this.#fetch(place)}>${t("tree.more", { n: level.nodes.length })}</button></li>` : nothing}
        </ul>`;
    }

    /** @param {any} node @param {string} place */
    #item(node, place) {
        return html`<li>${this.#node(node, place)}${this.open.has(place) ? this.#level(place) : nothing}</li>`;
    }

    /** @param {any} node @param {string} place */
    #node(node, place) {
        const open = this.open.has(place);
        const checked = this.chosen.includes(node.id);
        const text = html`<span>${node.name} <span class="kind">${node.type}</span></span>`;
        return html`<div class="node">
            ${
                node.hasChildren
                    ? html`<button
                          type="button"
                          class="icon-button"
                          aria-expanded=${open}
                          aria-label=${t(open ? "tree.close" : "tree.open", { name: node.name })}
                          @click=${() => this.#toggle(place)}
                      >
                          ${icon(open ? "down" : "right")}
                      </button>`
                    : html`<span class="leaf"></span>`
            }
            ${
                node.selectable
                    ? html`<label
                          ><input
                              type=${this.single ? "radio" : "checkbox"}
                              name=${this.single ? `tree-${this.kind}` : nothing}
                              .checked=${checked}
                              @change=${(/** @type {any} */ event) => this.#choose(node.id, event.target.checked)}
                          />${text}</label
                      >`
                    : text
            }
            <span class="details"
                >${Object.entries(node.details ?? {}).map(([name, value]) => html`<span>${name} ${value}</span>`)}</span
            >
        </div>`;
    }

    /** @param {string} place */
    #toggle(place) {
        if (this.open.delete(place)) {
            this.requestUpdate();
            return;
        }
        this.open.add(place);
        this.requestUpdate();
        if (!this.levels.has(place) || this.levels.get(place)?.error) {
            this.#fetch(place);
        }
    }

    /** @param {string} id @param {boolean} checked */
    #choose(id, checked) {
        const others = this.single ? [] : this.chosen.filter((other) => other !== id);
        this.chosen = checked ? [...others, id] : others;
        this.dispatchEvent(new CustomEvent("choose", { detail: this.chosen }));
    }
}

customElements.define("td-object-tree", ObjectTree);
