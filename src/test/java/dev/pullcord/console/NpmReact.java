package dev.pullcord.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** npm's React as a browser takes modules, as a platform's bundler would make it: npm has it in another form only. */
final class NpmReact {
    private static final Path MODULES = Path.of(System.getProperty("basedir", "."), "test", "js", "node_modules")
            .toAbsolutePath();
    private static final Map<String, List<String>> NEEDS = Map.of(
            "react", List.of(),
            "scheduler", List.of(),
            "react-dom", List.of("react"),
            "react-dom-client", List.of("react", "react-dom", "scheduler"));
    private static final String NAMED =
            "export const { createElement, forwardRef, useEffect, useImperativeHandle, useMemo, useRef, useState } ="
                    + " module.exports;\n";

    private NpmReact() {}

    static boolean isThere() {
        return Files.isDirectory(MODULES.resolve("react-dom"));
    }

    /** One of its modules, at {@code /npm/NAME.js}. */
    static byte[] module(String name) throws IOException {
        String imports = NEEDS.get(name).stream()
                .map(need -> "import " + variable(need) + " from '/npm/" + need + ".js';\n")
                .collect(Collectors.joining());
        String required = NEEDS.get(name).stream()
                .map(need -> "'" + need + "': " + variable(need))
                .collect(Collectors.joining(", "));
        String file = Files.readString(
                MODULES.resolve(name.replace("-client", "")).resolve("cjs").resolve(name + ".production.js"));
        return text(imports + "const module = { exports: {} };\nconst exports = module.exports;\nconst required = { "
                + required + " };\nconst require = (name) => required[name];\nconst process = { env: {} };\n" + file
                + "\nexport default module.exports;\n" + (name.equals("react") ? NAMED : ""));
    }

    /** Ours, with the names of packages made addresses. */
    static byte[] bundled(String ours) {
        return text(ours.replace("from 'react'", "from '/npm/react.js'")
                .replace("'bigbluebutton-html-plugin-sdk'", "'/bbb-sdk.js'")
                .replace("'@pullcord/web/button'", "'/web/pullcord-button.js'")
                .replace("'@pullcord/web'", "'/web/reporter.js'"));
    }

    private static String variable(String name) {
        return "npm_" + name.replace('-', '_');
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
