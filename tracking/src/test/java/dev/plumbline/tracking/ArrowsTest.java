package dev.plumbline.tracking;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package sees which, so that a remote store can be one more implementation. */
final class ArrowsTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.plumbline.tracking");

  @Test
  void onlyTheSqliteStoreKnowsSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.plumbline.tracking.sqlite")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .check(classes);
  }

  @Test
  void thePortsWorkOnAnyStore() {
    noClasses()
        .that()
        .resideInAPackage("dev.plumbline.tracking.pipeline")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.plumbline.tracking.sqlite")
        .check(classes);
  }

  /** Fail points lie in the module that all others see; they are no words of pipelines. */
  @Test
  void theWordsOfMlflowKnowNothingOfPipelines() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.plumbline.tracking.pipeline", "dev.plumbline.tracking.sqlite")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.plumbline.pipeline..")
                .and(resideOutsideOfPackage("dev.plumbline.pipeline.fault")))
        .check(classes);
  }

  @Test
  void noPackagesGoRound() {
    slices().matching("dev.plumbline.tracking.(*)..").should().beFreeOfCycles().check(classes);
  }
}
