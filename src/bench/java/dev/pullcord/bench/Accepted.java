package dev.pullcord.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the service has said 202 to, by receipt, and everything that was not as it must be. */
final class Accepted {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 5;

    private final Set<String> receipts = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    /** Reads the answers of a run in which every event was new. */
    void add(Load.Outcome outcome, int batch) {
        outcome.faults().stream().limit(SHOWN).forEach(fault -> faults.add("not accepted: " + fault));
        for (byte[] answer : outcome.answers()) {
            try {
                JsonNode read = JSON.readTree(answer);
                if (read.path("accepted").asInt() != batch
                        || read.path("receipts").size() != batch) {
                    faults.add("not all of " + batch + " were accepted: " + read);
                }
                for (JsonNode receipt : read.path("receipts")) {
                    if (!receipts.add(receipt.path("receipt").asText())) {
                        faults.add("two events have one receipt");
                    }
                }
            } catch (IOException e) {
                faults.add("no JSON was answered: " + e.getMessage());
            }
        }
    }

    long count() {
        return receipts.size();
    }

    Set<String> receipts() {
        return Set.copyOf(receipts);
    }

    void fault(String what) {
        faults.add(what);
    }

    /** What went wrong, a line each, the first few. */
    List<String> faults() {
        return faults.stream().limit(SHOWN).toList();
    }
}
