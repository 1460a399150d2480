// SPDX-License-Identifier: MIT
#pragma once

// The names that the snippets of the README and the docs may use without declaring them. Snippets are compiled
// and never linked.
#include <QtLogin/Coroutine>
#include <QtLogin/LoginDialogPrompt>
#include <QtLogin/LoginForm>
#include <QtLogin/ManualClock>
#include <QtLogin/ScriptedPrompt>
#include <QtLogin/ScriptedSecretStore>
#include <QtLogin/SqlAccounts>
#include <QtLogin/ViewGuard>
#include <QtLogin/WindowLock>
#include <QtLogin/forms/translations.h>

#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QStatusBar>

using namespace QtLogin;
using namespace std::chrono_literals;

namespace Snippets {

class JournalPage : public QWidget
{
};

class RecoveryCodesDialog : public QDialog
{
public:
    explicit RecoveryCodesDialog(QWidget *parent) : QDialog(parent) { }
};

class Window : public QMainWindow
{
public:
    QAction *deleteAction();
    void deleteJournal();
    void saveDraft();
};

extern Window window;
extern LoginSetup setup;
extern LoginManager login;
extern const Credentials credentials;
extern ViewGuard guard;
extern const QString path;
extern const QTemporaryDir folder;
extern const std::shared_ptr<ManualClock> clock;
extern const std::shared_ptr<ScriptedSecretStore> keychain;

} // namespace Snippets
