// What the pages of all contestants have in common: the text that they show, and the sign that they answer.

/// The text of the file that the address names; a short one where it names none.
export async function asked() {
    const file = new URLSearchParams(location.search).get("text");
    if (!file) return "pack:\n  namespace: example\n";
    return (await fetch(file)).text();
}

export function ready() {
    document.documentElement.setAttribute("data-ready", "");
}
