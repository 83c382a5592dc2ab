// SPDX-License-Identifier: Apache-2.0
import { html, nothing } from "lit";
import { post } from "../api.js";
import { TdElement } from "../element.js";
import { t } from "../i18n.js";
import { errorNotice } from "../parts/status.js";
import "./check.js";
import "./object-tree.js";
import "./option-form.js";

/** Where the rows go: connection of the target, and its database from a list. */
class Target extends TdElement {
    static properties = { draft: {}, options: {}, listing: { state: true }, error: { state: true } };

    constructor() {
        super();
        /** @type {import("./draft.js").Draft} */
        this.draft = /** @type {any} */ (null);
        /** @type {any[]} */
        this.options = [];
        this.listing = false;
        /** @type {any} */
        this.error = null;
    }

    connectedCallback() {
        super.connectedCallback();
        this.listen(this.draft, "change", () => this.requestUpdate());
        this.listen(this, "change-option", (event) =>
            this.draft.set("sink", { [event.detail.name]: event.detail.value }),
        );
    }

    render() {
        const kind = this.draft.sinkKind;
        const lists = kind?.capabilities?.includes("CHILDREN");
        const place = kind?.collection?.[0];
        const extras =
            lists && place
                ? { [place]: html`<button type="button" @click=${this.#list}>${t("target.list")}</button>` }
                : {};
        return html`<div class="stack" id="sink-fields">
            <td-option-form
                .options=${this.options}
                .values=${this.draft.data.sink}
                .problems=${this.draft.problems.sink}
                .extras=${extras}
            ></td-option-form>
            ${errorNotice(this.error)}
            ${
                lists
                    ? html`<td-object-tree
                          single
                          ?hidden=${!this.listing}
                          .kind=${kind.id}
                          .task=${this.draft.edited}
                          .config=${() => this.draft.plainSinkConfig()}
                          @choose=${(/** @type {CustomEvent} */ event) => this.#choose(event.detail)}
                      ></td-object-tree>`
                    : nothing
            }
            <td-check
                .draft=${this.draft}
                .side=${"sink"}
                .named=${new Set(this.options.map((option) => option.name))}
            ></td-check>
        </div>`;
    }

    #list = async () => {
        this.listing = true;
        await this.updateComplete;
        await /** @type {any} */ (this.querySelector("td-object-tree")).load();
    };

    /** @param {string[]} nodes */
    async #choose(nodes) {
        try {
            const answer = await post("select", {
                kind: this.draft.sinkKind.id,
                config: this.draft.plainSinkConfig(),
                nodes,
            });
            this.draft.set("sink", answer.options);
            this.error = null;
        } catch (error) {
            this.error = error;
        }
    }
}

customElements.define("td-target", Target);
