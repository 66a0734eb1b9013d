package dev.pullcord.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of UTF-8 of a bounded length, one at a time: neither a long file nor a long line fills the memory. */
public final class Lines {
    private static final int BUFFER = 256 * 1024;

    private final InputStream in;
    private final int longest;
    private long number;

    /**
     * One line.
     *
     * @param number 1 for the first
     * @param text without its end; empty when the line is bad
     * @param problem what is wrong with it; empty when nothing is
     */
    public record Line(long number, String text, Optional<String> problem) {}

    /**
     * @param in not closed here
     * @param longest most bytes of a line
     */
    public Lines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.longest = longest;
    }

    /** The next line; empty at the end. */
    public Optional<Line> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        boolean tooLong = false;
        int one = in.read();
        if (one < 0) {
            return Optional.empty();
        }
        for (; one >= 0 && one != '\n'; one = in.read()) {
            if (bytes.size() < longest) {
                bytes.write(one);
            } else {
                tooLong = true; // the rest of it is read and forgotten
            }
        }
        number++;
        if (tooLong) {
            return Optional.of(new Line(number, "", Optional.of("is longer than " + longest + " bytes")));
        }
        return Optional.of(decode(bytes.toByteArray()));
    }

    private Line decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean marked = number == 1 && text.startsWith("\uFEFF");
            return new Line(number, (marked ? text.substring(1) : text).strip(), Optional.empty());
        } catch (CharacterCodingException e) {
            return new Line(number, "", Optional.of("is not UTF-8"));
        }
    }
}
