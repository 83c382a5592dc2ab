// SPDX-License-Identifier: Apache-2.0
import { html } from "lit";
import { call, part, post } from "../api.js";
import { t } from "../i18n.js";
import { address, go } from "../router.js";
import { store } from "../store.js";
import { ask, say } from "./dialog.js";
import { icon } from "./icons.js";

/** Whether both sides are stopped or paused. @param {any} task */
export function resting(task) {
    return [task.source, task.sink]
        .filter(Boolean)
        .every((side) => side.state === "STOPPED" || side.state === "PAUSED");
}

/** @param {any} task @param {string} action start, stop, pause or restart */
async function act(task, action) {
    try {
        await post(`tasks/${part(task.id)}/${action}`);
        say(t(`task.done.${action}`, { name: task.name }));
    } catch (error) {
        say(/** @type {any} */ (error).message);
    }
}

/** @param {any} task */
function copy(task) {
    return ask({
        title: t("task.copy.title", { name: task.name }),
        text: t("task.copy.text"),
        accept: t("task.copy"),
        fields: [{ name: "name", label: t("new.name"), type: "text", value: `${task.name}-2`, required: true }],
        run: async ({ name }) => {
            const made = await post(`tasks/${part(task.id)}/copy`, { name });
            go(address("edit", made?.id ?? name));
        },
    });
}

/** @param {any} task */
function remove(task) {
    return ask({
        title: t("task.delete.title", { name: task.name }),
        text: t("task.delete.text"),
        accept: t("task.delete"),
        danger: true,
        fields: [{ name: "offsets", label: t("task.delete.offsets"), type: "checkbox", value: false }],
        run: async ({ offsets }) => {
            await call("DELETE", `tasks/${part(task.id)}?offsets=${offsets}`);
            say(t("task.done.delete", { name: task.name }));
            if (location.hash.startsWith("#/task/")) {
                go("#/tasks");
            }
        },
    });
}

/** Buttons of a task: the one most wanted, and a menu with the rest. @param {any} task */
export function taskActions(task) {
    if (store.info?.readOnly) {
        return html``;
    }
    const rests = resting(task);
    const first = rests ? "start" : "stop";
    const item = (/** @type {string} */ label, /** @type {() => unknown} */ run) =>
        html`<li>
            <button
                type="button"
                class="item"
                @click=${(/** @type {any} */ event) => {
                    event.target.closest("details").open = false;
                    run();
                }}
            >
                ${label}
            </button>
        </li>`;
    return html`<div class="row-actions">
        <button
            type="button"
            class="icon-button"
            title=${t(`task.${first}`)}
            aria-label=${t(`task.${first}.of`, { name: task.name })}
            @click=${() => act(task, first)}
        >
            ${icon(rests ? "play" : "stop")}
        </button>
        <details class="menu">
            <summary class="icon-button" title=${t("task.more")} aria-label=${t("task.more.of", { name: task.name })}>
                ${icon("more")}
            </summary>
            <ul>
                ${rests ? "" : item(t("task.pause"), () => act(task, "pause"))}
                ${item(t("task.restart"), () => act(task, "restart"))}
                ${item(t("task.edit"), () => go(address("edit", task.id)))} ${item(t("task.copy"), () => copy(task))}
                ${item(t("task.delete"), () => remove(task))}
            </ul>
        </details>
    </div>`;
}
