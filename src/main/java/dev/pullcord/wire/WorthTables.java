package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pullcord.risk.Worth;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of what money is worth that come with the service, and what a policy may not say of money. */
final class WorthTables {
    static final String NEWEST = "ecb-2025-10-21";

    private static final Map<String, Worth> SHIPPED = Map.of(NEWEST, load(NEWEST));
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final List<String> WEIGHED = List.of("risk", "triage", "escalation");

    private WorthTables() {}

    static Optional<Worth> named(String name) {
        return Optional.ofNullable(SHIPPED.get(name));
    }

    /** Where a policy would treat one kind of money otherwise than another: a currency says where somebody is from. */
    static List<BadPolicy.Fault> faults(JsonNode policy, PolicyText text) {
        List<BadPolicy.Fault> faults = new ArrayList<>();
        for (String part : WEIGHED) {
            walk(policy.path(part), part, text, faults);
        }
        return faults;
    }

    private static void walk(JsonNode node, String at, PolicyText text, List<BadPolicy.Fault> faults) {
        node.properties().forEach(field -> {
            String key = at + "." + field.getKey();
            if (CODES.contains(field.getKey())) {
                faults.add(fault(key, text));
            }
            walk(field.getValue(), key, text, faults);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), at + "[" + i + "]", text, faults);
        }
        if (node.isTextual() && CODES.contains(node.textValue())) {
            faults.add(fault(at, text));
        }
    }

    private static BadPolicy.Fault fault(String key, PolicyText text) {
        return new BadPolicy.Fault(
                "forbidden-input",
                key,
                text.line(key),
                "a currency says where somebody is from: no rule may name one; amounts are compared by their worth");
    }

    /** A policy kept from when it said for each currency what is small says it once, by what that was in euros. */
    static void instead(JsonNode kept, JsonNode shipped) {
        if (kept.at("/risk/signals/payments") instanceof ObjectNode old && old.has("bands")) {
            JsonNode euros = old.at("/bands/atMost/EUR");
            JsonNode ours = shipped.at("/risk/signals/payments");
            old.remove("bands");
            if (euros.isNumber()) {
                old.put("small", euros.decimalValue().movePointLeft(2));
            } else {
                old.set("small", ours.path("small").deepCopy());
            }
            old.put("worth", NEWEST);
        }
    }

    private static Worth load(String name) {
        try (InputStream in = WorthTables.class.getResourceAsStream("/money/" + name + ".yaml")) {
            JsonNode table = new YAMLMapper().readTree(in);
            Map<String, Double> rates = new HashMap<>();
            table.path("perEuro")
                    .properties()
                    .forEach(rate -> rates.put(rate.getKey(), rate.getValue().doubleValue()));
            return new Worth(
                    name,
                    LocalDate.parse(table.path("asOf").asText()),
                    table.path("source").asText(),
                    rates);
        } catch (IOException e) {
            throw new UncheckedIOException("money/" + name + ".yaml cannot be read", e);
        }
    }
}
