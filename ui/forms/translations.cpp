// SPDX-License-Identifier: MIT
#include "forms/translations.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qfile.h>
#include <QtCore/qtranslator.h>

static void initialiseTranslations()
{
    Q_INIT_RESOURCE(qtlogin_translations); // a static library's resources wait to be asked for
}

namespace QtLogin {

static bool isSourceLanguage(const QString &language)
{
    return language == u"C" || language == u"en" || language.startsWith(u"en-");
}

// QTranslator would take the first of the reader's languages for which there is a file. English has
// none, so that a user who reads English before German would be given German.
//
// Chinese has two scripts, and more countries than files: Singapore reads what China does.
static QString fileFor(const QLocale &locale)
{
    const QStringList languages = locale.uiLanguages();
    for (const QString &language : languages) {
        if (isSourceLanguage(language))
            return {};
        const QLocale reads(language);
        const bool isSimplified = reads.script() == QLocale::SimplifiedHanScript;
        const QString name = isSimplified ? QStringLiteral("zh_CN") : QLocale::languageToCode(reads.language());
        const QString file = QStringLiteral(":/qtlogin/translations/qtlogin_%1.qm").arg(name);
        if (QFile::exists(file))
            return file;
    }
    return {};
}

bool installTranslations(QCoreApplication *application, const QLocale &locale)
{
    initialiseTranslations();
    const QString name = QStringLiteral("qtlogin");
    delete application->findChild<QTranslator *>(name, Qt::FindDirectChildrenOnly);
    auto translator = std::make_unique<QTranslator>();
    const QString file = fileFor(locale);
    if (file.isEmpty() || !translator->load(file))
        return false;
    translator->setObjectName(name);
    translator->setParent(application);
    return QCoreApplication::installTranslator(translator.release());
}

} // namespace QtLogin
