// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { download, post } from "../api.js";
import { debounced, TdElement } from "../element.js";
import { number, t } from "../i18n.js";
import { icon } from "../parts/icons.js";
import { errorNotice, notice } from "../parts/status.js";
import "./object-tree.js";
import "./option-form.js";

/** What is collected: options, the server's objects with check boxes, and what the options match. */
class Collection extends TdElement {
    static properties = {
        draft: {},
        options: {},
        browsing: { state: true },
        selected: { state: true },
        found: { state: true },
        counting: { state: true },
        error: { state: true },
    };

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        /** @type {any[]} */
        this.options = [];
        this.browsing = false;
        /** @type {any} */
        this.selected = null;
        /** @type {any} */
        this.found = null;
        this.counting = false;
        /** @type {any} */
        this.error = null;
        this.select = debounced((/** @type {string[]} */ nodes) => this.#select(nodes), 250);
        this.count = debounced(() => this.#count(), 900);
        this.lastCounted = "";
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => {
            this.requestUpdate();
            if (this.found && this.lastCounted !== this.#collected()) {
                this.count();
            }
        });
    }

    #collected() {
        return JSON.stringify(this.options.map((option) => this.draft.data.source[option.name] ?? ""));
    }

    render() {
        const able = (/** @type {string} */ name) => this.draft.kind?.capabilities?.includes(name);
        return html`<div class="stack">
            <td-option-form
                .options=${this.options}
                .values=${this.draft.data.source}
                .problems=${this.draft.problems.source}
            ></td-option-form>
            <div class="actions">
                ${able("CHILDREN") ? html`<button type="button" @click=${this.#browse}>${icon("search")}${t("collection.browse")}</button>` : nothing}
                ${able("MATCHES") ? html`<button type="button" ?disabled=${this.counting} @click=${() => this.#count()}>${t("collection.count")}</button>` : nothing}
                ${able("FILE") ? html`<button type="button" @click=${this.#file}>${icon("download")}${t("collection.file")}</button>` : nothing}
                ${this.counting ? html`<span class="muted" role="status">${t("loading")}</span>` : nothing}
            </div>
            ${errorNotice(this.error)}${this.#matched()}
            ${
                able("CHILDREN")
                    ? html`<td-object-tree
                          ?hidden=${!this.browsing}
                          .kind=${this.draft.kind.id}
                          .task=${this.draft.edited}
                          .config=${() => this.draft.sourceConfig()}
                          .chosen=${this.draft.data.chosen}
                          @choose=${(/** @type {CustomEvent} */ event) => {
                              this.draft.update({ chosen: event.detail });
                              this.select(event.detail);
                          }}
                      ></td-object-tree>`
                    : nothing
            }
            ${
                this.selected
                    ? notice(
                          "note",
                          html`${t("collection.chosen", { n: this.draft.data.chosen.length })}
                          ${Object.entries(this.selected).map(([name, value]) => html`<div class="small"><code>${name}=${value}</code></div>`)}`,
                      )
                    : nothing
            }
        </div>`;
    }

    #matched() {
        if (!this.found) {
            return nothing;
        }
        const first = this.found.first ?? [];
        return html`<div class="stack tight">
            ${notice(this.found.count ? "good" : "warn", t("collection.matches", { n: this.found.count }))}
            ${
                first.length
                    ? html`<details class="more">
                          <summary>${t("collection.first", { n: first.length })}</summary>
                          <div
                              class="scroll"
                              tabindex="0"
                              role="region"
                              aria-label=${t("collection.first", { n: first.length })}
                          >
                              <ul class="tree">
                                  ${first.map(
                                      (/** @type {any} */ node) =>
                                          html`<li class="node">
                                              <span class="leaf"></span>${node.name}
                                              <span class="kind">${node.type}</span>
                                              <span class="details"
                                                  >${Object.entries(node.details ?? {}).map(([name, value]) => html`<span>${name} ${value}</span>`)}</span
                                              >
                                          </li>`,
                                  )}
                              </ul>
                          </div>
                      </details>`
                    : nothing
            }
        </div>`;
    }

    #browse = async () => {
        this.browsing = true;
        this.error = null;
        await this.updateComplete;
        await /** @type {any} */ (this.querySelector("td-object-tree")).load();
    };

    /** @param {string[]} nodes */
    async #select(nodes) {
        if (!this.draft.kind.capabilities.includes("SELECT")) {
            return;
        }
        try {
            const answer = await post("select", {
                kind: this.draft.kind.id,
                config: this.draft.sourceConfig(),
                task: this.draft.edited || undefined,
                nodes,
            });
            this.draft.set("source", answer.options);
            this.selected = nodes.length ? answer.options : null;
            this.error = null;
        } catch (error) {
            this.error = error;
        }
    }

    async #count() {
        this.counting = true;
        this.error = null;
        this.lastCounted = this.#collected();
        try {
            this.found = await post("matches", {
                kind: this.draft.kind.id,
                config: this.draft.sourceConfig(),
                task: this.draft.edited || undefined,
            });
        } catch (error) {
            this.error = error;
            this.found = null;
        } finally {
            this.counting = false;
        }
    }

    #file = async () => {
        try {
            await download("file", {
                kind: this.draft.kind.id,
                config: this.draft.sourceConfig(),
                task: this.draft.edited || undefined,
            });
        } catch (error) {
            this.error = error;
        }
    };
}

customElements.define("td-collection", Collection);
