package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.evidence.Xarf;
import dev.pullcord.evidence.Xarf.From;
import dev.pullcord.evidence.Xarf.Kind;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/**
 * Reports to other platforms' abuse contacts as XARF 4 has them (category {@code content}, types {@code csem} and {@code fraud}), and as a
 * person asks for them here. There is no {@code evidence}: its payloads would be the thing itself.
 */
public final class XarfJson {
    private static final String VERSION = "4.2.0";

    private XarfJson() {}

    /**
     * What goes out.
     *
     * @param foundAt when people found that it is so
     */
    public static ObjectNode write(Xarf xarf, Instant foundAt) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("xarf_version", VERSION).put("report_id", xarf.reportId()).put("timestamp", CaseView.time(xarf.at()));
        contact(node.putObject("reporter"), xarf.from()); // the platform, as "sender": never who told it
        contact(node.putObject("sender"), xarf.from());
        node.put("source_identifier", xarf.source())
                .put("category", "content")
                .put("type", xarf.kind().type())
                .put("url", URI.create(xarf.url()).toASCIIString())
                .put("domain", URI.create(xarf.url()).getHost())
                .put("verified_at", CaseView.time(foundAt))
                .put("verification_method", "manual");
        if (xarf.kind().ofAChild()) {
            node.put("exploitation_type", xarf.kind().within()).put("detection_method", "manual_review");
            xarf.account()
                    .ifPresent(
                            account -> node.putObject("perpetrator_indicators").put("account_id", account));
        } else {
            node.put("fraud_type", xarf.kind().within());
        }
        xarf.description().ifPresent(words -> node.put("description", words));
        return node;
    }

    private static void contact(ObjectNode node, From from) {
        node.put("org", from.org()).put("contact", from.contact()).put("domain", from.domain());
    }

    /** As it is shown here. */
    public static void view(ObjectNode node, Xarf xarf) {
        node.put("reportId", xarf.reportId());
        contact(node.putObject("from"), xarf.from());
        node.put("source", xarf.source())
                .put("url", xarf.url())
                .put("at", CaseView.time(xarf.at()))
                .put("kind", xarf.kind().word());
        xarf.account().ifPresent(account -> node.put("account", account));
        xarf.description().ifPresent(words -> node.put("description", words));
    }

    /** What was asked for, or where it is wrong. */
    public sealed interface Asked {
        record For(Xarf xarf) implements Asked {}

        /**
         * Something in it cannot be.
         *
         * @param pointer to the field below {@code /xarf}
         */
        record Wrong(String pointer, String why) implements Asked {}
    }

    /**
     * Reads what the document of calls let through.
     *
     * @param reportId what it is to be known by
     */
    public static Asked read(JsonNode node, String reportId, Instant now) {
        Optional<Kind> kind = Kind.ofWord(node.path("kind").asText());
        if (kind.isEmpty()) {
            return new Asked.Wrong("/kind", "It is none of the kinds that XARF has.");
        }
        String url = node.path("url").asText();
        if (!isAddress(url)) {
            return new Asked.Wrong(
                    "/url", "It is no http(s) address with a host in ASCII (xn--…), and without credentials.");
        }
        Instant at;
        try {
            at = Instant.parse(node.path("at").asText());
        } catch (DateTimeParseException e) {
            return new Asked.Wrong("/at", "It is no time.");
        }
        if (at.isAfter(now)) {
            return new Asked.Wrong("/at", "It has not happened yet.");
        }
        if (node.hasNonNull("account") && !kind.get().ofAChild()) {
            return new Asked.Wrong("/account", "XARF has no field for an account in a report of fraud.");
        }
        JsonNode from = node.path("from");
        return new Asked.For(new Xarf(
                reportId,
                new From(
                        from.path("org").asText(),
                        from.path("contact").asText(),
                        from.path("domain").asText()),
                node.path("source").asText(),
                url,
                at,
                kind.get(),
                Optional.ofNullable(node.path("account").textValue()),
                Optional.ofNullable(node.path("description").textValue())));
    }

    private static boolean isAddress(String text) {
        try {
            URI url = URI.create(text);
            return Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
