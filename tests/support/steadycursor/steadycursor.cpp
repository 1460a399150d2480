// SPDX-License-Identifier: MIT
#include <QtGui/qgenericplugin.h>
#include <QtGui/qguiapplication.h>
#include <QtGui/qstylehints.h>

// Loaded where QT_QPA_GENERIC_PLUGINS names it, before the application has made a window: no setting of the X server
// or of the desktop reaches the cursor of Qt 6.4, unless it brings fonts and a style of its own.
class SteadyCursor : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "steadycursor.json")

public:
    QObject *create(const QString &, const QString &) override
    {
        QGuiApplication::styleHints()->setCursorFlashTime(0);
        return new QObject; // null would mean that there is no such plugin
    }
};

#include "steadycursor.moc"
