package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pullcord.risk.ForbiddenInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds policies against {@code policies/schema.json}, which editors can use too. */
final class PolicySchema {
    private static final Schema SCHEMA = load();

    private PolicySchema() {}

    /** What breaks the schema. */
    static List<BadPolicy.Fault> faults(JsonNode policy, PolicyText text) {
        return SCHEMA.validate(policy).stream().map(error -> fault(error, text)).toList();
    }

    private static BadPolicy.Fault fault(Error error, PolicyText text) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            Object step = error.getInstanceLocation().getElement(i);
            if (step instanceof Integer) {
                key.append('[').append(step).append(']');
            } else {
                key.append(key.length() == 0 ? "" : ".").append(step);
            }
        }
        String property = error.getProperty();
        if (property != null) {
            key.append(key.length() == 0 ? "" : ".").append(property);
        }
        boolean unknown = error.getKeyword().equals("additionalProperties");
        String rule = unknown && ForbiddenInput.is(property) ? "forbidden-input" : "schema";
        String detail = unknown
                ? "is no key of a policy"
                : Contract.inOurWords(error, "schema").detail();
        return new BadPolicy.Fault(rule, key.toString(), text.line(key.toString()), detail);
    }

    private static Schema load() {
        try (InputStream in = PolicySchema.class.getResourceAsStream("/policies/schema.json")) {
            if (in == null) {
                throw new IllegalStateException("policies/schema.json is not on the class path");
            }
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
            schema.initializeValidators();
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
