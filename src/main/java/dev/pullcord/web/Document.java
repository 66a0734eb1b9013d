package dev.pullcord.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pullcord.wire.Contract;
import dev.pullcord.wire.EventReader;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The contract with all that is checked by it compiled, which is a good part of a start: it can be read on another thread
 * while that opens the store. Immutable.
 */
public final class Document {
    private final Contract contract;
    private final EventReader events;
    private final Map<String, Inputs> inputs = new HashMap<>();

    private Document(Contract contract) {
        this.contract = contract;
        this.events = new EventReader(contract);
        JsonNode paths = contract.document().path("paths");
        for (Iterator<String> each = paths.fieldNames(); each.hasNext(); ) {
            String path = each.next();
            for (String method : Operations.METHODS) {
                if (paths.path(path).has(method)) {
                    inputs.put(method + " " + path, Inputs.of(contract, path, method));
                }
            }
        }
    }

    /** Reads the document that this build carries. */
    public static Document read() {
        return new Document(Contract.load());
    }

    /** The operationIds of all that can be asked for. */
    public Set<String> operations() {
        Set<String> all = new TreeSet<>();
        for (JsonNode path : contract.document().path("paths")) {
            for (JsonNode operation : path) {
                String id = operation.path("operationId").asText();
                if (!id.isEmpty()) {
                    all.add(id);
                }
            }
        }
        return all;
    }

    Contract contract() {
        return contract;
    }

    EventReader events() {
        return events;
    }

    /** What an operation takes in. */
    Inputs inputs(String path, String method) {
        return inputs.get(method + " " + path);
    }
}
