// SPDX-License-Identifier: Apache-2.0
/** An answer's members, by verb: docs/verbs.md. */
export type Answer = { ok: true; [member: string]: any };
export type Event =
    | { event: "state"; from: string; screen: string; row: string; ms: number }
    | { event: "journal"; record: { [member: string]: any } }
    | { event: "desk"; line: string };
export const VERSION: number;
export const VERBS: { [verb: string]: string[] };

export class Refused extends Error {
    line: string;
    expected: string;
    found: string;
    answer: { ok: false; [member: string]: any };
}

export class Kiosk {
    static connect(where: string): Promise<Kiosk>;
    static start(program: string, options?: string[]): Promise<Kiosk>;
    ask(verb: string, args?: { [name: string]: any }): Promise<Answer>;
    nextEvent(): Promise<Event>;
    close(): Promise<void>;

    card(person: string, counters?: string[]): Promise<Answer>;
    phone(person: string, counters?: string[]): Promise<Answer>;
    insert(what?: string, how?: string): Promise<Answer>;
    remove(what?: string): Promise<Answer>;
    validity(what: string): Promise<Answer>;
    chart(person: string, otherwise?: string[]): Promise<Answer>;
    appointments(rows?: string[]): Promise<Answer>;
    lay(text: string, settings?: string[]): Promise<Answer>;
    look(who: string, settings?: string[]): Promise<Answer>;
    tap(label: string, nth?: number): Promise<Answer>;
    touch(what: string, mm: number): Promise<Answer>;
    type(digits: string): Promise<Answer>;
    key(key: string, words?: string[]): Promise<Answer>;
    headphones(where: string): Promise<Answer>;
    heard(words: string[], within?: string): Promise<Answer>;
    unheard(words: string[]): Promise<Answer>;
    wait(time: string): Promise<Answer>;
    clock(to?: string): Promise<Answer>;
    fault(device?: string, words?: string[]): Promise<Answer>;
    clerk(says: string, item?: number): Promise<Answer>;
    request(number: string): Promise<Answer>;
    expect(what: string, words: string[], within?: string): Promise<Answer>;
    audit(events: string[], within?: string): Promise<Answer>;
    golden(name: string): Promise<Answer>;
    state(): Promise<Answer>;
    tree(): Promise<Answer>;
    screenshot(name?: string): Promise<Answer>;
    results(name?: string): Promise<Answer>;
    journal(lines?: number): Promise<Answer>;
    desk(lines?: number): Promise<Answer>;
    help(of?: string): Promise<Answer>;
    subscribe(to?: string[]): Promise<Answer>;
    quit(): Promise<Answer>;
}
