const { Thing } = require("./things");

new Thing("plain", {
    text: "text", empty: "", unicode: "größe \u2603 \ud83d\ude00", lines: "a\nb\tc", yes: true, no: false,
    zero: 0, one: 1, negative: -7, big: 2147483647, half: 0.5, tiny: 1e-9, huge: 1e21,
    list: ["a", 1, true], none: [], map: { a: 1, b: "b" }, nothing: {},
});
