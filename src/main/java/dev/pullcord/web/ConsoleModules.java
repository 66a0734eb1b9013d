package dev.pullcord.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The console's scripts as few as they can be: the frame's with all that it needs in one, and each page's with what the frame has not.
 * Each request costs a slow browser more than what is in it. A module becomes a function that answers with what it exports, in the
 * order in which they need each other; so none may need another in a circle, and none exports what it changes later ({@code export let}).
 *
 * <p>It knows the forms that the console's scripts are written in and no others: one that it does not know is refused, and a test joins them all.
 */
final class ConsoleModules {
    static final String FRAME = "main.js";
    private static final String ALL = "$modules";

    private static final String FROM = "\\s*from\\s*[\"']([^\"']+)[\"'];?";
    private static final Pattern IMPORT = Pattern.compile("(?m)^import\\s*(\\w+|\\{[^}]*\\})" + FROM);
    private static final Pattern PASSED_ON = Pattern.compile("(?m)^export\\s*(\\{[^}]*\\})" + FROM);
    private static final Pattern LIST = Pattern.compile("(?m)(^|(?<=[;}]))export\\s*(\\{[^}]*\\});?");
    private static final Pattern DEFAULT = Pattern.compile("(?m)(^|(?<=[;}]))export default function\\s*(\\w*)");
    private static final Pattern NAMED = Pattern.compile("(?m)^export ((?:async )?function|class|const) (\\w+)");
    private static final Pattern LEFT = Pattern.compile("(?m)(^|[;}])\\s*(import|export)\\b(?!\\s*[(.])");

    private final UnaryOperator<String> text;

    /** @param text of a script by its name */
    ConsoleModules(UnaryOperator<String> text) {
        this.text = text;
    }

    /** The frame's script, or a page's. */
    String joined(String script) {
        Set<String> frame = needed(FRAME);
        StringBuilder all = new StringBuilder();
        if (script.equals(FRAME)) {
            all.append("export const ").append(ALL).append(" = {};\n");
            frame.forEach(each -> all.append(wrapped(each)));
            return all.toString();
        }
        all.append("import { ").append(ALL).append(" } from '../").append(FRAME).append("';\n");
        for (String each : needed(script)) {
            if (!frame.contains(each)) {
                all.append("if (!")
                        .append(of(each))
                        .append(") ")
                        .append(wrapped(each)); // another page may have brought it
            }
        }
        return all.append("export default ")
                .append(of(script))
                .append(".default;\n")
                .toString();
    }

    /** What a script needs, itself the last of them. */
    private Set<String> needed(String script) {
        Set<String> all = new LinkedHashSet<>();
        gather(script, all, new LinkedHashSet<>());
        return all;
    }

    private void gather(String script, Set<String> all, Set<String> under) {
        if (!under.add(script)) {
            throw new IllegalStateException("scripts need each other in a circle: " + under);
        }
        for (Pattern form : List.of(IMPORT, PASSED_ON)) {
            Matcher other = form.matcher(text.apply(script));
            while (other.find()) {
                String name = beside(script, other.group(2));
                if (!all.contains(name)) {
                    gather(name, all, under);
                }
            }
        }
        under.remove(script);
        all.add(script);
    }

    private String wrapped(String script) {
        List<String> exported = new ArrayList<>();
        String body = text.apply(script);
        body = IMPORT.matcher(body).replaceAll(each -> taken(script, each));
        body = PASSED_ON.matcher(body).replaceAll(each -> {
            names(each.group(1))
                    .forEach(name ->
                            exported.add(name.as() + ": " + of(beside(script, each.group(2))) + "." + name.name()));
            return "";
        });
        body = LIST.matcher(body).replaceAll(each -> {
            names(each.group(2)).forEach(name -> exported.add(name.as() + ": " + name.name()));
            return "";
        });
        body = DEFAULT.matcher(body).replaceAll(each -> {
            String name = each.group(2).isEmpty() ? "theDefault" : each.group(2);
            exported.add("default: " + name);
            return (each.group(2).isEmpty() ? "const theDefault = function " : "function ") + each.group(2);
        });
        body = NAMED.matcher(body).replaceAll(each -> {
            exported.add(each.group(2));
            return each.group(1) + " " + each.group(2);
        });
        Matcher left = LEFT.matcher(body);
        if (left.find()) {
            throw new IllegalStateException(script + " has a form that is not known here: "
                    + body.substring(left.start(), Math.min(body.length(), left.start() + 60)));
        }
        return of(script) + " = (() => {\n" + body + "\nreturn { " + String.join(", ", exported) + " };\n})();\n";
    }

    private static String taken(String script, MatchResult each) {
        String what = each.group(1).startsWith("{")
                ? each.group(1).replaceAll("\\s+as\\s+", ": ")
                : "{ default: " + each.group(1) + " }";
        return Matcher.quoteReplacement("const " + what + " = " + of(beside(script, each.group(2))) + ";");
    }

    /** One of a list: {@code name as as}. */
    private record Name(String name, String as) {}

    private static List<Name> names(String list) {
        return Pattern.compile("[{},]")
                .splitAsStream(list)
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(each -> each.split("\\s+as\\s+"))
                .map(parts -> new Name(parts[0], parts[parts.length - 1]))
                .toList();
    }

    private static String of(String script) {
        return ALL + "['" + script + "']";
    }

    private static String beside(String script, String other) {
        return Path.of("/")
                .resolve(script)
                .getParent()
                .resolve(other)
                .normalize()
                .toString()
                .substring(1);
    }
}
