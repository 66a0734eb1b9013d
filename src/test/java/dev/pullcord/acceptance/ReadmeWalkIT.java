package dev.pullcord.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Walks the README's walk: the very text that a reader copies, in one shell, in order. */
@Timeout(180)
class ReadmeWalkIT {
    private static final Pattern STEP =
            Pattern.compile("<!-- walk(?:: (?<says>[^\\n]*?))? -->\\n```sh\\n(?<shell>.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private record Step(String shell, Optional<String> says) {}

    @Test
    void everyStepOfTheWalkDoesWhatItSays() throws Exception {
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(11);
        try (Receiver receiver = new Receiver();
                ServiceProcess service = ServiceProcess.demo(folder.resolve("data"), Map.of(), receiver.url())) {
            assertThat(service.credentials().baseUrl()).isNotNull();
            List<String> said = walk(steps);
            for (int i = 0; i < steps.size(); i++) {
                String output = said.get(i);
                steps.get(i).says().ifPresent(says -> assertThat(output).contains(says));
            }
        }
    }

    private static List<Step> steps() throws IOException {
        Matcher found = STEP.matcher(Files.readString(Path.of("..", "README.md")));
        List<Step> steps = new ArrayList<>();
        while (found.find()) {
            steps.add(new Step(found.group("shell"), Optional.ofNullable(found.group("says"))));
        }
        return steps;
    }

    /** What each step printed. */
    private List<String> walk(List<Step> steps) throws Exception {
        launcher();
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            script.append("{\n")
                    .append(steps.get(i).shell())
                    .append("} > step-")
                    .append(i)
                    .append(".out 2>&1\n");
        }
        Path file = Files.writeString(folder.resolve("walk.sh"), script);
        Process shell = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("walk.out").toFile())
                .start();
        assertThat(shell.waitFor(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS))
                .as("the walk came to its end")
                .isTrue();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            said.add(Files.readString(folder.resolve("step-" + i + ".out")));
        }
        return said;
    }

    /** Stands where a reader's launcher stands; that one would build what this very build is building. */
    private void launcher() throws Exception {
        Path ours = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String path = ours + File.pathSeparator + ours.resolveSibling("lib").resolve("*");
        Path launcher = Files.writeString(
                folder.resolve("pullcord"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '" + path + "' "
                        + Main.class.getName() + " \"$@\"\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }
}
