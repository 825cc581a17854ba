package dev.clawgateway.bench;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The benchmarks keep the rules of what they measure, and nobody depends on them. */
@AnalyzeClasses(packages = "dev.clawgateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String BENCH = "dev.clawgateway.bench..";
    private static final String GENERATED = "..jmh_generated..";

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.clawgateway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_BENCHMARKS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(BENCH)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(BENCH);

    /** One benchmark does not lean on another, or a change to one would move both. */
    @ArchTest
    static final ArchRule BENCHMARKS_STAND_ALONE =
            slices().matching("dev.clawgateway.bench.(*)..").should().notDependOnEachOther();

    /**
     * What is measured gets its time passed in; a stopwatch may read {@link System#nanoTime}, which
     * tells no date.
     */
    @ArchTest
    static final ArchRule NO_CALENDAR =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(GENERATED)
                    .and()
                    .resideInAPackage(BENCH)
                    .should(
                            callMethod(Instant.class, "now")
                                    .or(callMethod(System.class, "currentTimeMillis"))
                                    .or(callMethod(LocalDate.class, "now"))
                                    .or(callMethod(LocalDateTime.class, "now"))
                                    .or(callMethod(Clock.class, "systemUTC"))
                                    .or(callMethod(Clock.class, "systemDefaultZone")));

    /** The same arguments run the same fleet. */
    @ArchTest
    static final ArchRule NO_RANDOMNESS_WITHOUT_SEED =
            noClasses()
                    .that()
                    .resideInAPackage(BENCH)
                    .should()
                    .callConstructor(Random.class)
                    .orShould()
                    .callConstructor(SplittableRandom.class)
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callMethod(ThreadLocalRandom.class, "current")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            classes()
                    .that()
                    .resideOutsideOfPackage(GENERATED)
                    .should()
                    .haveSimpleNameNotEndingWith("Manager")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Helper")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Util")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Utils")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Impl")
                    .andShould()
                    .haveSimpleNameNotEndingWith("Processor");
}
