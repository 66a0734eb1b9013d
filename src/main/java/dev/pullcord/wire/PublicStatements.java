package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Statement;
import dev.pullcord.transparency.Restriction;
import dev.pullcord.transparency.Restriction.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Statements of reasons as the Transparency Database of the EU takes them (Article 24(5) of the Digital Services Act). All words in them
 * are ours, the policy's or the operator's: nothing that a moderator, a reporter or an account wrote. Days are UTC's.
 *
 * <p>Source of fields, words and limits: transparency.dsa.ec.europa.eu/page/api-documentation, read in November 2026.
 */
public final class PublicStatements {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String OTHER = "KEYWORD_OTHER";
    private static final int SHORT = 500; // characters of a ground, as of a law
    private static final Set<String> KEYS = Set.of("territory", "contentTypes", "terms", "minors", "laws", "reasons");

    private final ObjectNode says;

    private PublicStatements(ObjectNode says) {
        this.says = says;
    }

    /** As this build has it. */
    public static PublicStatements load() {
        try (InputStream in = PublicStatements.class.getResourceAsStream("/regulators/dsa.yaml")) {
            return new PublicStatements((ObjectNode) YAML.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("regulators/dsa.yaml cannot be read", e);
        }
    }

    /**
     * The same, with what an operator says otherwise.
     *
     * @param own need not be there
     * @throws IllegalArgumentException if it cannot be read, or says what is not asked; the message says what
     */
    public static PublicStatements load(Path own) {
        PublicStatements ours = load();
        if (!Files.exists(own)) {
            return ours;
        }
        try (InputStream in = Files.newInputStream(own)) {
            JsonNode theirs = YAML.readTree(in);
            theirs.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    throw new IllegalArgumentException("there is no '" + key + "' here: " + new TreeSet<>(KEYS));
                }
                boolean list = ours.says.get(key).isArray() && !key.equals("laws");
                if (list && !(theirs.get(key).isArray() && !theirs.get(key).isEmpty())) {
                    throw new IllegalArgumentException(key + " is a list, with something in it");
                }
                if (!key.equals("reasons")) {
                    ours.says.set(key, theirs.get(key));
                }
            });
            ObjectNode reasons = (ObjectNode) ours.says.get("reasons");
            theirs.path("reasons").properties().forEach(each -> {
                if (Reason.ofCode(each.getKey()).isEmpty()) {
                    throw new IllegalArgumentException("reasons." + each.getKey() + " is no reason");
                }
                if (!each.getValue().path("category").asText().startsWith("STATEMENT_CATEGORY_")) {
                    throw new IllegalArgumentException("reasons." + each.getKey() + ".category names no category");
                }
                reasons.set(each.getKey(), each.getValue());
            });
            return ours;
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new IllegalArgumentException(own.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** One statement. */
    public ObjectNode json(Restriction r) {
        ObjectNode node = JSON.objectNode();
        restrictions(r, node);
        ground(r, node);
        node.set("content_type", says.get("contentTypes").deepCopy());
        JsonNode called = says.path("reasons").path(r.reason().code());
        String category = called.path("category").asText();
        node.put("category", category);
        String minors = says.path("minors").asText();
        if (r.minor() && !minors.isEmpty() && !minors.equals(category)) {
            node.putArray("category_addition").add(minors);
        }
        if (!called.path("keywords").isEmpty()) {
            node.set("category_specification", called.path("keywords").deepCopy());
        }
        if (words(called.path("keywords")).anyMatch(OTHER::equals)) {
            node.put("category_specification_other", cut(r.title()));
        }
        ArrayNode territory = node.putArray("territorial_scope");
        territory(r).forEach(territory::add);
        return node.put("content_date", day(r.reportedAt()))
                .put("application_date", day(r.decidedAt()))
                .put("decision_facts", facts(r))
                .put("source_type", source(r))
                .put("automated_detection", r.automatedDetection() ? "Yes" : "No")
                .put("automated_decision", "AUTOMATED_DECISION_NOT_AUTOMATED")
                .put("puid", r.puid());
    }

    private static void restrictions(Restriction r, ObjectNode node) {
        if (r.took(Kind.CONTENT)) {
            node.putArray("decision_visibility").add("DECISION_VISIBILITY_CONTENT_DISABLED");
            ends(r, node, "end_date_visibility_restriction", Kind.CONTENT);
        }
        if (r.took(Kind.PAYMENT)) {
            node.put("decision_monetary", "DECISION_MONETARY_SUSPENSION");
            ends(r, node, "end_date_monetary_restriction", Kind.PAYMENT);
        }
        if (r.took(Kind.CALL_ENDED)) {
            node.put("decision_provision", "DECISION_PROVISION_PARTIAL_TERMINATION");
        } else if (r.took(Kind.CALL)) {
            node.put("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION");
            ends(r, node, "end_date_service_restriction", Kind.CALL);
        }
        if (r.took(Kind.ACCOUNT)) {
            node.put("decision_account", "DECISION_ACCOUNT_SUSPENDED");
            ends(r, node, "end_date_account_restriction", Kind.ACCOUNT);
        }
    }

    private static void ends(Restriction r, ObjectNode node, String field, Kind kind) {
        r.endOf(kind).ifPresent(end -> node.put(field, day(end)));
    }

    private void ground(Restriction r, ObjectNode node) {
        boolean legal = r.ground() == Statement.Ground.LEGAL && r.law().isPresent();
        if (legal) {
            node.put("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT")
                    .put("illegal_content_legal_ground", cut(law(r)))
                    .put(
                            "illegal_content_explanation",
                            "A person found that what was reported or observed breaks this law: " + r.title() + ".");
        } else {
            node.put("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT")
                    .put("incompatible_content_ground", cut("Rule \"" + r.title() + "\" (" + r.rule() + ")"))
                    .put(
                            "incompatible_content_explanation",
                            "A person found that what was reported or observed breaks this rule of the service: "
                                    + r.title() + ".");
        }
        String terms = says.path("terms").asText();
        if (!terms.isEmpty()) {
            node.put("decision_ground_reference_url", terms);
        }
    }

    /** Whether the database is owed it: what holds only where it is not about is nothing to it. */
    public boolean owed(Restriction r) {
        return r.territories().isEmpty() || territory(r).findAny().isPresent();
    }

    /** Where it holds, of the countries that the database is about. */
    private Stream<String> territory(Restriction r) {
        return words(says.path("territory"))
                .filter(country -> r.territories().isEmpty() || r.territories().contains(country));
    }

    /** A moderator writes it, so it may say more than a law: what is not on the operator's list is told in our words. */
    private String law(Restriction r) {
        return r.law()
                .filter(named -> words(says.path("laws")).anyMatch(named::equals))
                .orElse("The law that the statement of reasons to the account names");
    }

    private static String facts(Restriction r) {
        String why = switch (r.source()) {
            case NOTICE ->
                "A live call was reported by "
                        + (r.notices() == 1 ? "somebody in it" : "people in it (" + r.notices() + " reports)");
            case PANIC -> "Somebody in a live call asked for help without saying why";
            case OWN -> "The service observed how an account behaved in and around live calls";
        };
        return why + ". " + (r.agreed() ? "Two people" : "A person")
                + " looked at it and found this rule broken: " + r.title()
                + ". No part of the decision was automated.";
    }

    private static String source(Restriction r) {
        return switch (r.source()) {
            case NOTICE -> "SOURCE_ARTICLE_16";
            case PANIC -> "SOURCE_TYPE_OTHER_NOTIFICATION";
            case OWN -> "SOURCE_VOLUNTARY";
        };
    }

    private static Stream<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= SHORT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHORT));
    }

    private static String day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }
}
