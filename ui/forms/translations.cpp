// SPDX-License-Identifier: MIT
#include "forms/translations.h"

#include <QtCore/qcoreapplication.h>
#include <QtCore/qtranslator.h>

static void initialiseTranslations()
{
    Q_INIT_RESOURCE(qtlogin_translations); // a static library's resources wait to be asked for
}

namespace QtLogin {

// Chinese has two scripts, and more countries than files: Singapore reads what China does.
static QLocale writtenLike(const QLocale &locale)
{
    const bool isSimplified = locale.script() == QLocale::SimplifiedHanScript;
    return isSimplified ? QLocale(QLocale::Chinese, QLocale::China) : locale;
}

bool installTranslations(QCoreApplication *application, const QLocale &locale)
{
    initialiseTranslations();
    const QString name = QStringLiteral("qtlogin");
    delete application->findChild<QTranslator *>(name, Qt::FindDirectChildrenOnly);
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(writtenLike(locale), name, QStringLiteral("_"), QStringLiteral(":/qtlogin/translations")))
        return false;
    translator->setObjectName(name);
    translator->setParent(application);
    return QCoreApplication::installTranslator(translator.release());
}

} // namespace QtLogin
