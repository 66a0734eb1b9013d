package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.ActionOrder;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Reception;
import dev.pullcord.review.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the account and the reporter are told of a decision, in several languages. The words are data ({@code /words/*.yaml}),
 * templates without logic; a language that lacks one ends the start. Thread-safe.
 */
public final class Words {
    /** Each with a file of its own. */
    public static final List<String> LANGUAGES = List.of("en", "de", "fr");

    private final Map<String, JsonNode> texts;
    private final Map<String, Template> templates;

    private Words(Map<String, JsonNode> texts, Map<String, Template> templates) {
        this.texts = Map.copyOf(texts);
        this.templates = Map.copyOf(templates);
    }

    /** Those that this build carries. */
    public static Words load() {
        Mustache.Compiler compiler = Mustache.compiler().escapeHTML(false); // it is text
        YAMLMapper yaml = new YAMLMapper();
        Map<String, JsonNode> texts = new HashMap<>();
        Map<String, Template> templates = new HashMap<>();
        for (String language : LANGUAGES) {
            try (InputStream in = Words.class.getResourceAsStream("/words/" + language + ".yaml")) {
                JsonNode file = yaml.readTree(in);
                texts.put(language, file);
                for (String at : List.of(
                        "/account/violation",
                        "/account/reversed",
                        "/reporter/violation",
                        "/reporter/other",
                        "/reporter/received",
                        "/reporter/looked_at",
                        "/reporter/answered",
                        "/for",
                        "/day",
                        "/hour",
                        "/minute")) {
                    if (!file.at(at).isTextual()) {
                        throw new IllegalStateException("words/" + language + ".yaml: " + at + " is missing");
                    }
                    templates.put(language + at, compiler.compile(file.at(at).textValue()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("words/" + language + ".yaml", e);
            }
        }
        return new Words(texts, templates);
    }

    /**
     * What the account is told, by language; empty where it is told nothing: on purpose ({@code suppressNotice}), or because
     * nothing was decided against it.
     *
     * @param rule the broken rule's title by language; one that it has not in a language is not named in it
     */
    public Map<String, String> toAccount(Decision decision, Function<String, Optional<String>> rule) {
        boolean violation = decision.outcome() == Outcome.VIOLATION;
        boolean reversed = !violation && decision.course().supersedes().isPresent();
        if (decision.suppressNotice().isPresent() || !(violation || reversed)) {
            return Map.of();
        }
        Map<String, String> told = new TreeMap<>();
        for (String language : LANGUAGES) {
            told.put(
                    language,
                    render(
                            language,
                            violation ? "/account/violation" : "/account/reversed",
                            context(language, decision, rule.apply(language))));
        }
        return told;
    }

    /** What the reporter is told, by language: never what was done to whom. Empty where he is told nothing. */
    public Map<String, String> toReporter(Decision decision) {
        if (!decision.notifyReporter()) {
            return Map.of();
        }
        Map<String, String> told = new TreeMap<>();
        boolean violation = decision.outcome() == Outcome.VIOLATION;
        for (String language : LANGUAGES) {
            told.put(
                    language,
                    render(
                            language,
                            violation ? "/reporter/violation" : "/reporter/other",
                            Map.of("days", Appeal.WINDOW.toDays())));
        }
        return told;
    }

    /** The language of ours that is nearest to this tag: its first part counts; English where there is none. */
    public String language(String tag) {
        String first = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(first) ? first : LANGUAGES.get(0);
    }

    /**
     * What a reporter reads who asks by his receipt.
     *
     * @param language one of {@link #LANGUAGES}
     * @param acted whether something was found, where that may be told
     */
    public String ofReceipt(String language, Reception.Stage stage, Optional<Boolean> acted) {
        String at = acted.map(found -> found ? "violation" : "other")
                .orElse(stage.name().toLowerCase(Locale.ROOT));
        return render(language, "/reporter/" + at, Map.of("days", Appeal.WINDOW.toDays()));
    }

    private Map<String, Object> context(String language, Decision decision, Optional<String> rule) {
        Optional<Statement> statement = decision.statement();
        Map<String, Object> context = new HashMap<>();
        context.put("rule", rule.orElse(null));
        context.put("decision", decision.id());
        context.put("days", Appeal.WINDOW.toDays());
        context.put("facts", statement.map(Statement::facts).orElse(null));
        context.put("law", statement.flatMap(Statement::law).orElse(""));
        context.put(
                "legal",
                statement.filter(s -> s.ground() == Statement.Ground.LEGAL).isPresent());
        context.put("detected", statement.filter(Statement::automatedDetection).isPresent());
        context.put(
                "territories",
                statement
                        .map(Statement::territories)
                        .filter(codes -> !codes.isEmpty())
                        .map(codes -> String.join(", ", codes))
                        .orElse(null));
        List<String> measures = new ArrayList<>();
        for (ActionOrder order : decision.actions()) {
            measure(language, order).ifPresent(measures::add);
        }
        context.put("measures", measures.isEmpty() ? null : String.join("; ", measures));
        return context;
    }

    /** Of what concerns the account; evidence that is kept is no measure against it. */
    private Optional<String> measure(String language, ActionOrder order) {
        JsonNode name = texts.get(language).path("actions").path(order.type().code());
        return Optional.of(name)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .map(words -> order.duration()
                        .map(d -> words + " " + render(language, "/for", Map.of("duration", duration(language, d))))
                        .orElse(words));
    }

    /** Whether an account is told of an action of this type. */
    static boolean tells(ActionType type) {
        return switch (type) {
            case PRESERVE_EVIDENCE, REQUEST_DETAILS, START_RECORDING, STOP_RECORDING -> false;
            default -> true;
        };
    }

    private String duration(String language, Duration d) {
        boolean days = d.toHours() % 24 == 0 && d.toHours() > 0;
        boolean hours = d.toMinutes() % 60 == 0 && d.toMinutes() > 0;
        long n = days ? d.toDays() : hours ? d.toHours() : Math.max(1, (d.toSeconds() + 59) / 60);
        return render(language, days ? "/day" : hours ? "/hour" : "/minute", Map.of("n", n, "one", n == 1));
    }

    private String render(String language, String at, Map<String, Object> context) {
        return templates.get(language + at).execute(context);
    }
}
