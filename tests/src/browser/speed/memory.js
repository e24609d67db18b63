// Counts the bytes of WebAssembly's memories in a page or worker, and reports them on request.
{
    const memories = [];
    for (const name of ["instantiate", "instantiateStreaming"]) {
        const before = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await before(...given);
            const { memory } = (made.instance ?? made).exports;
            if (memory && !memories.includes(memory)) memories.push(memory);
            return made;
        };
    }
    new BroadcastChannel("memories-asked").onmessage = () => {
        const bytes = memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
        new BroadcastChannel("memories-told").postMessage(bytes);
    };
}
