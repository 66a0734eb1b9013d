package dev.pullcord.evidence;

import java.util.concurrent.CompletionStage;

/** A third party that says when something was there, in the words of RFC 3161. What it says is not believed before it is checked. */
public interface TimeAuthority {
    /** Who it is, as it stands in a bundle: the host's name. */
    String name();

    /**
     * Asks once.
     *
     * @param request a TimeStampReq, DER
     * @return whatever it answered, a few kilobytes at most; fails when it answered nothing that could be read in time
     */
    CompletionStage<byte[]> ask(byte[] request);
}
