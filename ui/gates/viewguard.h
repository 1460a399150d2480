// SPDX-License-Identifier: MIT
#pragma once

#include "closing/closedlook.h"
#include "gates/gatedview.h"
#include "guards/guard.h"

#include "qtloginwidgetsexport.h"

QT_BEGIN_NAMESPACE
class QAction;
class QDialog;
QT_END_NAMESPACE

namespace QtLogin {

class ViewGuardPrivate;

//! A Guard that knows widgets: it opens and closes views, dialogs and controls with the session.
//!
//! ```cpp
//! ViewGuard guard(&login);
//! window.setCentralWidget(guard.view(Requirement::login(), [] { return new JournalPage; }));
//! guard.protect(window.deleteAction(), Requirement::scope(u"editor"_s));
//! guard.connect(window.deleteAction(), &QAction::triggered, Requirement::freshLogin(), &window, &Window::deleteJournal);
//! ```
//!
//! Confidential content belongs into view() or open(), where it exists only while it may be seen;
//! effects belong behind connect() or run(). protect() is for looks, and looks alone
//! protect nothing: hidden and disabled objects can be reached in many ways. When the guard goes,
//! everything it guards closes: views and dialogs for good, what is protected until you enable and
//! show it yourself. \since 0.1
class QTLOGIN_WIDGETS_EXPORT ViewGuard : public Guard
{
    Q_OBJECT
public:
    using WhenDenied = QtLogin::WhenDenied;
    using ClosedLook = QtLogin::ClosedLook;
    using ClosedLooks = QtLogin::ClosedLooks;

    explicit ViewGuard(LoginManager *login, QObject *parent = nullptr);
    ~ViewGuard() override;

    //! A view whose content is built by \a factory whenever the \a requirement is met. Place it
    //! anywhere; it belongs to you.
    [[nodiscard]] GatedView *view(const Requirement &requirement, GatedView::Factory factory);

    //! Asks where that helps, then builds `new Dialog(arguments..., parent)` and shows it. The
    //! dialog is hidden while the requirement is not met, rejected when the session ends, and
    //! deleted when it is done. The answer is its result, such as the standard button of a QMessageBox (buttons of your
    //! own are numbered from 0, which is also a dialog that was rejected), or why it was not opened. While the
    //! person is asked, a later call for the same \a parent counts instead. The \a arguments are kept as
    //! those of a guarded slot; where one has gone by then, the answer is Abandoned. A dialog that is asked for while
    //! a lock screen covers the \a parent is dropped as a guarded call is: denied(), and Cancelled.
    //!
    //! A dialog in use stays when the login is no longer fresh: put what has an effect in it behind
    //! connect() or run(), which ask. Accepting it then counts only once the user has proved
    //! who they are; where they turn away, the dialog is there again. Rejecting it, with QDialog::rejected(), always
    //! counts, as do the buttons Cancel, Close, No and Abort of a QMessageBox. With Requirement::whileOpen() it
    //! hides, a prompt says why, or the requirement's own message, and it comes back as it was.
    template<typename Dialog, typename... Arguments>
    QFuture<Result<int>> open(const Requirement &requirement, QWidget *parent, const Arguments &...arguments);

    //! As above, with the dialog that \a make makes and prepares: it gets the \a parent, and gives a new dialog, with its
    //! title and its fields as they are to be shown. It is called once, when the requirement is met, and not at all where
    //! the \a parent has gone; null opens nothing: Abandoned. What it captures is yours to keep alive, as by a QPointer.
    //!
    //! ```cpp
    //! guard.open(Requirement::freshLogin(), &window, [](QWidget *parent) {
    //!     auto *dialog = new RecoveryCodesDialog(parent);
    //!     dialog->setWindowTitle(QObject::tr("Recovery codes"));
    //!     return dialog;
    //! });
    //! ```
    template<typename Make>
        requires std::is_invocable_r_v<QDialog *, Make &, QWidget *>
    QFuture<Result<int>> open(const Requirement &requirement, QWidget *parent, Make make);

    //! Closes \a widget while the \a requirement is not met. It is open when the application wishes
    //! it open *and* the requirement is met, also after calls meanwhile. A dock, a page of a tab
    //! widget and a menu with all that is in it or comes into it later are widgets too. Protecting
    //! something twice asks for both.
    //!
    //! An action in a QActionGroup of yours stays in it and is closed by setEnabled(false), and setVisible(false) where
    //! it is hidden. The same call of yours meanwhile changes nothing that Qt would tell, and is forgotten when the
    //! action opens; what you wish of the group holds. So do setEnabled(true) and setVisible(true).
    //!
    //! A click on the tab of a closed page, on its button in a tool box, on a closed MDI window or its
    //! tab, or on the toggleViewAction() of a closed dock asks where that helps, and then goes there,
    //! as run() would; the last click among the pages of one widget counts.
    void protect(QWidget *widget, const Requirement &requirement, WhenDenied whenDenied = WhenDenied::Disable,
                 const ClosedLooks &looks = {});
    void protect(QAction *action, const Requirement &requirement, WhenDenied whenDenied = WhenDenied::Disable,
                 const ClosedLooks &looks = {});

    //! Protects \a root and everything below it, also what is only shown there and has another parent or none (a menu,
    //! the menu of a tray icon, a widget in a graphics scene), now and later, that has the dynamic property
    //! `loginRequirement`: words such as `login`, `fresh`, `fresh:300` (seconds), `guest`, `scope:admin`,
    //! `any-scope:author,editor` and `!scope:suspended`, which are all needed; `|` stands between alternatives.
    //! `fresh-open` and `fresh-open:300` are Requirement::whileOpen(), and do the same as `fresh` here: everything that
    //! is protected closes when the login is no longer fresh.
    //! A property that it cannot read is a critical message, and the widget stays closed.
    void protectTree(QWidget *root);

private:
    friend class GatedView;
    friend class ViewGuardPrivate;
    QFuture<Result<int>> openWhenAllowed(const Requirement &requirement, QWidget *parent, quintptr place,
                                         std::function<QDialog *()> build);

    std::shared_ptr<ViewGuardPrivate> d;
};

template<typename Dialog, typename... Arguments>
QFuture<Result<int>> ViewGuard::open(const Requirement &requirement, QWidget *parent, const Arguments &...arguments)
{
    return openWhenAllowed(
        requirement, parent, GuardedCall::placeOf<Dialog>(),
        [parent = QPointer<QWidget>(parent),
         kept = std::make_shared<std::tuple<GuardedCall::KeptAs<const Arguments>...>>(
             GuardedCall::KeptAs<const Arguments>(arguments)...)] {
            QDialog *dialog = nullptr;
            const auto make = [&](auto &...each) { dialog = new Dialog(each..., parent.data()); };
            GuardedCall::callKept(make, *kept);
            return dialog;
        });
}

template<typename Make>
    requires std::is_invocable_r_v<QDialog *, Make &, QWidget *>
QFuture<Result<int>> ViewGuard::open(const Requirement &requirement, QWidget *parent, Make make)
{
    return openWhenAllowed(requirement, parent, GuardedCall::placeOf<Make>(),
                           [parent = QPointer<QWidget>(parent), kept = std::make_shared<Make>(std::move(make))] {
                               return static_cast<QDialog *>(std::invoke(*kept, parent.data()));
                           });
}

} // namespace QtLogin
