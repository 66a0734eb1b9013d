package dev.pullcord;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house as it stands keeps its rules. That the rules can fail is shown by {@link BadHouseTest}. */
class HouseRulesTest {
    /** Of our own files, the longest a reader is asked to hold. */
    private static final int LONGEST_FILE = 400;

    /** Longer, and to be split. Once split, a file leaves this set. */
    private static final Set<String> TO_BE_SPLIT = Set.of();

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
            .importPackages(HouseRules.ROOT);

    static Stream<String> rules() {
        return HouseRules.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeeps(String rule) {
        HouseRules.all().get(rule).check(HOUSE);
    }

    @Test
    void theRulesLookAtTheWholeHouse() {
        assertThat(HOUSE.contain(Main.class)).isTrue();
        assertThat(HOUSE.contain(dev.pullcord.plugin.Reason.class)).isTrue();
        assertThat(HOUSE.contain(HouseRulesTest.class)).isFalse();
    }

    @Test
    void noFileIsLongerThanAReaderCanHold() throws IOException {
        Path repository =
                Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
        while (!Files.exists(repository.resolve("plugin-api"))) {
            repository = repository.getParent();
        }
        List<String> seen = new ArrayList<>();
        Set<String> tooLong = new TreeSet<>();
        for (String tree : List.of("src/main", "src/test", "src/bench", "plugin-api/src")) {
            if (Files.exists(repository.resolve(tree))) {
                measure(repository.resolve(tree), seen, tooLong);
            }
        }
        assertThat(seen).contains("Main.java", "Reason.java", "HouseRulesTest.java");
        assertThat(tooLong).isEqualTo(TO_BE_SPLIT);
    }

    private static void measure(Path tree, List<String> seen, Set<String> tooLong) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path file : walk.filter(f -> f.toString().matches(".*\\.(java|lua)"))
                    .filter(f -> !f.toString().contains("node_modules"))
                    .toList()) {
                seen.add(file.getFileName().toString());
                if (Files.readAllLines(file).size() > LONGEST_FILE) {
                    tooLong.add(file.getFileName().toString());
                }
            }
        }
    }
}
