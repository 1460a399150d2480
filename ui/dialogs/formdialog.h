// SPDX-License-Identifier: MIT
#pragma once

#include "foundation/futures.h"
#include "qtloginwidgetsexport.h"

#include <QtCore/qpointer.h>
#include <QtWidgets/qdialog.h>

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace QtLogin {

//! The common base of the dialogs here: the application's icon and name, a form, a button that
//! submits it, if there is anything to submit, Cancel, and a bar that moves while an answer is awaited.
//!
//! The buttons are always on the screen: where there is no room for all, the form above them scrolls.
//!
//! Show it with open(): nothing here needs a nested event loop. Enter submits, from a tick box as well,
//! unless another button has the focus; Escape cancels, at any time; an answer that comes after that
//! has no effect. Any slot may delete the dialog. Hiding it wipes what was typed, unless an answer is
//! awaited. \since 0.1
class QTLOGIN_WIDGETS_EXPORT FormDialog : public QDialog
{
    Q_OBJECT
public:
    ~FormDialog() override;

    //! Whether an answer is awaited. The form is disabled then, or a waiting page stands in its place.
    bool isBusy() const;

    //! Ends all waiting for answers, wipes every secret, and takes the dialog off the screen.
    void done(int result) override;

protected:
    explicit FormDialog(QWidget *parent);

    enum class Buttons {
        SubmitAndCancel,
        Cancel, //!< There is nothing to submit: Enter presses it, and with Tab it comes after the form.
    };

    //! Call once, in the constructor. The \a icon stands in where the application has none.
    void setForm(QWidget *form, const QString &icon, Buttons buttons = Buttons::SubmitAndCancel);
    //! The heading is bold, the message below it plain text; either may be empty. The application's
    //! name stands above a heading that does not say it.
    void setWords(const QString &heading, const QString &message);
    //! Without a button that submits, the text of it is not used.
    void setButtonTexts(const QString &submit, const QString &cancel);
    //! One more thing to do, below the other buttons and after them with Tab. Call it after setForm().
    QPushButton *addChoice(const QString &objectName);
    //! As addChoice(), for several: not while an answer is awaited. They scroll where there is no room.
    void addChoices(QWidget *choices);
    void showChoices(bool shown);
    //! For answers that take long: \a page stands in the place of the form, and a button "Back" in that of the one that
    //! submits it. With Tab, it comes before a form that was made after it. Call it after setForm().
    QPushButton *addWaitingPage(QWidget *page);
    void showWaitingPage(bool shown);
    QPushButton *submitButton() const { return m_submit; }
    QPushButton *cancelButton() const { return m_cancel; }
    //! Busy until what \a start() gives is finished; then \a then(Result<T>), unless the dialog is
    //! done by then. Either may delete the dialog.
    template<typename Start, typename Then>
    void await(Start start, Then then);
    //! An answer that is awaited does not count any more.
    void stopWaiting();

    //! The person has submitted the form. The event that said so is no longer on the stack.
    virtual void submit() = 0;
    virtual void wipe() = 0;
    //! How high the dialog may be: as the screen allows, less the frame that the desktop draws.
    virtual int room() const;
    virtual void focusFirstField() = 0;
    virtual void retranslate() = 0;

    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *createButtons(Buttons buttons);
    void arrangeTabs();
    void setBusy(bool busy);
    void submitLater();
    void fit();
    void stayOnScreen();
    void updateLooks();

    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_application;
    QLabel *m_heading;
    QLabel *m_message;
    QWidget *m_form = nullptr;
    QWidget *m_formArea = nullptr;
    QWidget *m_waitingArea = nullptr; //!< Null without a waiting page.
    QWidget *m_choices = nullptr;
    QWidget *m_choicesArea = nullptr;
    QProgressBar *m_bar;
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_submit = nullptr;
    QPushButton *m_back = nullptr; //!< Null without a waiting page.
    QPushButton *m_cancel = nullptr;
    quint64 m_round = 0; //!< An answer from an earlier round is late.
    bool m_submitting = false;
    bool m_done = false;
};

template<typename Start, typename Then>
void FormDialog::await(Start start, Then then)
{
    setBusy(true);
    const quint64 round = ++m_round;
    const QPointer<FormDialog> alive(this);
    const auto future = start();
    if (!alive || round != m_round)
        return;
    whenDone(future, this, [this, round, then = std::move(then)](const auto &result) mutable {
        if (round != m_round)
            return;
        setBusy(false);
        then(result);
    });
}

} // namespace QtLogin
