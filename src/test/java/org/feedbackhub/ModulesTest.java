package org.feedbackhub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.ArrayList;
import java.util.List;

/** Who may depend on whom: a package only on those that stand before it here. */
@AnalyzeClasses(packages = "org.feedbackhub", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {

    private static final List<String> IN_ORDER = List.of(
            "feedback",
            "council",
            "mailaccess",
            "language",
            "arrival",
            "attachment",
            "email",
            "mailbox",
            "webform",
            "letter",
            "classification",
            "publishing",
            "scanning",
            "casework",
            "review",
            "survey",
            "print",
            "notification",
            "console",
            "standalone",
            "command");

    @ArchTest
    void packages_depend_on_earlier_ones_only(JavaClasses hub) {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            List<String> later = new ArrayList<>(IN_ORDER.subList(i + 1, IN_ORDER.size()));
            if (!later.isEmpty()) {
                noClasses()
                        .that()
                        .resideInAPackage(of(IN_ORDER.get(i)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later.stream().map(ModulesTest::of).toArray(String[]::new))
                        .check(hub);
            }
        }
    }

    @ArchTest
    void every_package_is_in_the_order(JavaClasses hub) {
        classes()
                .that()
                .resideInAPackage("org.feedbackhub.*..")
                .should()
                .resideInAnyPackage(IN_ORDER.stream().map(ModulesTest::of).toArray(String[]::new))
                .check(hub);
    }

    @ArchTest
    void classification_knows_no_channel(JavaClasses hub) {
        noClasses()
                .that()
                .resideInAPackage(of("classification"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(of("email"))
                .check(hub);
    }

    @ArchTest
    void only_channel_adapters_and_those_who_call_routes_know_camel(JavaClasses hub) {
        noClasses()
                .that()
                .resideInAnyPackage(
                        of("feedback"),
                        of("council"),
                        of("arrival"),
                        of("classification"),
                        of("scanning"),
                        of("review"),
                        of("console"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(hub);
    }

    @ArchTest
    void time_comes_from_the_injected_clock(JavaClasses hub) {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(hub);
    }

    private static String of(String name) {
        return "org.feedbackhub." + name + "..";
    }
}
