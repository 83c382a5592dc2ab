// SPDX-License-Identifier: Apache-2.0
import { LitElement } from "lit";
import { onLanguage } from "./i18n.js";

/**
 * A component of the console. It renders into the document itself, so that one style sheet, labels and
 * `aria-describedby` reach everything, and draws itself again when the language changes.
 */
export class TdElement extends LitElement {
    /** @type {(() => void)[]} */
    #ends = [];

    createRenderRoot() {
        return this;
    }

    connectedCallback() {
        super.connectedCallback();
        this.until(onLanguage(() => this.requestUpdate()));
    }

    disconnectedCallback() {
        super.disconnectedCallback();
        for (const end of this.#ends) {
            end();
        }
        this.#ends = [];
    }

    /** Calls this when the element leaves the page. @param {() => void} end */
    until(end) {
        this.#ends.push(end);
    }

    /** @param {EventTarget} target @param {string} type @param {(event: any) => void} listener */
    listen(target, type, listener) {
        target.addEventListener(type, listener);
        this.until(() => target.removeEventListener(type, listener));
    }
}

/** Calls an action once no call came for a while. @param {(...args: any[]) => void} action @param {number} ms */
export function debounced(action, ms) {
    /** @type {any} */
    let timer;
    return (/** @type {any[]} */ ...args) => {
        clearTimeout(timer);
        timer = setTimeout(() => action(...args), ms);
    };
}
