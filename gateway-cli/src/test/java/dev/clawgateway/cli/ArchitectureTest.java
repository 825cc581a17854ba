package dev.clawgateway.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.clawgateway.core.Peer;
import dev.clawgateway.core.SessionId;
import dev.clawgateway.core.TlsIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What the design says about who may know whom, over every class that is shipped. */
@AnalyzeClasses(packages = "dev.clawgateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String CORE = "dev.clawgateway.core..";
    private static final String PROTOCOL = "dev.clawgateway.protocol..";
    private static final String PLUGIN = "dev.clawgateway.plugin..";
    private static final String SCHEDULER = "dev.clawgateway.scheduler..";
    private static final String STORE = "dev.clawgateway.store..";
    private static final String CONTROL = "dev.clawgateway.control..";
    private static final String NET = "dev.clawgateway.net..";
    private static final String SERVER = "dev.clawgateway.server..";
    private static final String CLIENT = "dev.clawgateway.client..";
    private static final String CLI = "dev.clawgateway.cli..";

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("dev.clawgateway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_OTHER_MODULE =
            noClasses()
                    .that()
                    .resideInAPackage(CORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            PROTOCOL, SCHEDULER, STORE, CONTROL, NET, SERVER, CLIENT, CLI);

    @ArchTest
    static final ArchRule PROTOCOL_KNOWS_CORE_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage(PROTOCOL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(SCHEDULER, STORE, CONTROL, NET, SERVER, CLIENT, CLI);

    @ArchTest
    static final ArchRule SCHEDULER_KNOWS_CORE_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage(SCHEDULER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PROTOCOL, STORE, CONTROL, NET, SERVER, CLIENT, CLI);

    @ArchTest
    static final ArchRule STORE_KNOWS_CORE_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage(STORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PROTOCOL, SCHEDULER, CONTROL, NET, SERVER, CLIENT, CLI);

    @ArchTest
    static final ArchRule CONTROL_KNOWS_CORE_ALONE =
            noClasses()
                    .that()
                    .resideInAPackage(CONTROL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PROTOCOL, SCHEDULER, STORE, NET, SERVER, CLIENT, CLI);

    @ArchTest
    static final ArchRule NET_KNOWS_NO_OTHER_ROOM =
            noClasses()
                    .that()
                    .resideInAPackage(NET)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(PROTOCOL, SCHEDULER, STORE, CONTROL, SERVER, CLIENT, CLI);

    /** What others compile against drags nothing of ours in. */
    @ArchTest
    static final ArchRule PLUG_INS_SEE_THEIR_API_ALONE =
            classes()
                    .that()
                    .resideInAPackage(PLUGIN)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    PLUGIN, "java.lang..", "java.util..", "org.jspecify.."));

    /** Of the core it knows who may be at the other end, and what time is; and no state. */
    @ArchTest
    static final ArchRule NET_KNOWS_NO_STATE =
            noClasses()
                    .that()
                    .resideInAPackage(NET)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(CORE)
                                    .and(not(resideInAPackage("dev.clawgateway.core.time")))
                                    .and(not(type(Peer.class)))
                                    .and(not(type(TlsIdentity.class)))
                                    .and(not(type(SessionId.class))));

    /** Dialects see HTTP as data. */
    @ArchTest
    static final ArchRule THE_HTTP_PORT_KNOWS_NO_NETWORK_LIBRARY =
            noClasses()
                    .that()
                    .resideInAPackage("dev.clawgateway.net.http")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule SERVER_KNOWS_NO_CLIENT =
            noClasses()
                    .that()
                    .resideInAPackage(SERVER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(CLIENT, CLI);

    @ArchTest
    static final ArchRule CLIENT_KNOWS_NO_SERVER =
            noClasses()
                    .that()
                    .resideInAPackage(CLIENT)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(SCHEDULER, STORE, CONTROL, NET, SERVER, CLI);

    /** What callers ask and are answered holds no wire format and no connection. */
    @ArchTest
    static final ArchRule GATEWAY_API_HAS_TYPES_OF_ITS_OWN =
            classes()
                    .that()
                    .resideInAPackage("dev.clawgateway.client.api..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                    "dev.clawgateway.client.api..",
                                    CORE,
                                    "java.lang..",
                                    "java.util..",
                                    "java.time..",
                                    "java.io..", // of it, what serialization of exceptions needs
                                    "org.jspecify.."));

    @ArchTest
    static final ArchRule COMMAND_LINE_KNOWS_NO_WIRE_FORMAT =
            noClasses()
                    .that()
                    .resideInAPackage(CLI)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(PROTOCOL);

    /** Deciding needs the JDK and nothing else: no socket, no file, no thread, no wire format. */
    @ArchTest
    static final ArchRule DECISIONS_ARE_PURE =
            classes()
                    .that()
                    .resideInAnyPackage(CORE, SCHEDULER)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                            CORE,
                                            PLUGIN,
                                            SCHEDULER,
                                            "java.lang..",
                                            "java.util..",
                                            "java.time..",
                                            "java.math..",
                                            "java.io..", // of it, what serialization of exceptions
                                            // needs
                                            "java.nio.charset..",
                                            "org.jspecify..",
                                            "org.slf4j..")
                                    .or(nameMatching("java\\.net\\.URI(SyntaxException)?"))); // a

    // value

    @ArchTest
    static final ArchRule DECISIONS_DO_NO_IO =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORE, SCHEDULER)
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.io\\..*(Stream|Reader|Writer|File.*)")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Thread.class)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule DECISIONS_TAKE_NO_LOCK =
            noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(CORE, SCHEDULER)
                    .should()
                    .haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule ONE_CLOCK =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.clawgateway.core.time.SystemTime")
                    .should(
                            callMethod(Instant.class, "now")
                                    .or(callMethod(System.class, "nanoTime"))
                                    .or(callMethod(System.class, "currentTimeMillis"))
                                    .or(callMethod(LocalDate.class, "now"))
                                    .or(callMethod(LocalDateTime.class, "now"))
                                    .or(callMethod(OffsetDateTime.class, "now"))
                                    .or(callMethod(ZonedDateTime.class, "now"))
                                    .or(callMethod(Clock.class, "systemUTC"))
                                    .or(callMethod(Clock.class, "systemDefaultZone")));

    @ArchTest
    static final ArchRule NO_RANDOMNESS_WITHOUT_SEED =
            noClasses()
                    .should()
                    .callConstructor(Random.class)
                    .orShould()
                    .callConstructor(SplittableRandom.class)
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callMethod(ThreadLocalRandom.class, "current");

    @ArchTest
    static final ArchRule DECISIONS_MAKE_NO_IDS =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORE, SCHEDULER)
                    .should()
                    .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
            noClasses()
                    .that(not(resideInAPackage(CLI)))
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    @ArchTest
    static final ArchRule ROCKSDB_STAYS_IN_ITS_STORE =
            noClasses()
                    .that(not(resideInAPackage("dev.clawgateway.store.rocksdb..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.rocksdb..");

    @ArchTest
    static final ArchRule LOGBACK_STAYS_IN_LOGGING =
            noClasses()
                    .that(not(resideInAPackage("dev.clawgateway.server.logging..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("ch.qos.logback..", "net.logstash..");

    @ArchTest
    static final ArchRule METERS_STAY_IN_METRICS =
            noClasses()
                    .that(not(resideInAPackage("dev.clawgateway.server.metrics..")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule DIALECTS_KNOW_NO_STORE_AND_NO_METERS =
            noClasses()
                    .that()
                    .resideInAPackage("dev.clawgateway.server.dialect..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.clawgateway.store..",
                            "dev.clawgateway.server.metrics..",
                            "dev.clawgateway.server.config..");

    /** Whatever a dialect does or asks is an operation, and passes the door. */
    @ArchTest
    static final ArchRule DIALECTS_ONLY_TRANSLATE =
            noClasses()
                    .that()
                    .resideInAPackage("dev.clawgateway.server.dialect..")
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleName("CommandInbox")
                    .orShould()
                    .dependOnClassesThat()
                    .haveSimpleName("ClusterView")
                    .orShould()
                    .dependOnClassesThat()
                    .haveSimpleName("PublishedView")
                    .orShould()
                    .dependOnClassesThat()
                    .haveSimpleName("Placer")
                    .orShould()
                    .dependOnClassesThat()
                    .haveSimpleName("SchedulerQueries")
                    .orShould()
                    .dependOnClassesThat()
                    .haveSimpleName("ControlLoop")
                    .orShould()
                    .dependOnClassesThat()
                    .haveSimpleName("Store")
                    .orShould()
                    .dependOnClassesThat()
                    .haveSimpleName("Desk");

    /** Who was asked what, and which node is where, is known to control, whatever nodes speak. */
    @ArchTest
    static final ArchRule DIALECTS_KEEP_NO_TABLE_OF_SESSIONS =
            noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage("dev.clawgateway.server.dialect.claw..")
                    .and()
                    .areDeclaredInClassesThat()
                    .haveSimpleNameNotContaining("RegistrationDamping")
                    .and()
                    .areDeclaredInClassesThat()
                    .haveSimpleNameNotContaining("MeshNetwork")
                    .should()
                    .haveRawType(assignableTo(Map.class));

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
            classes()
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
