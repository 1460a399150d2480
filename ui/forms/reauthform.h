// SPDX-License-Identifier: MIT
#pragma once

#include "forms/proofform.h"

#include <memory>

namespace QtLogin {

namespace Ui {
class ReauthForm;
}

//! Asks one certain person to prove again who they are. \since 0.1
class QTLOGIN_WIDGETS_EXPORT ReauthForm : public ProofForm
{
    Q_OBJECT
    Q_PROPERTY(QString person READ person WRITE setPerson)

public:
    explicit ReauthForm(QWidget *parent = nullptr);
    ~ReauthForm() override;

    //! The person whose password it is, as shown. Cannot be edited by the person.
    QString person() const;
    void setPerson(const QString &displayName);

protected:
    void changeEvent(QEvent *event) override;

private:
    std::unique_ptr<Ui::ReauthForm> m_ui;
};

} // namespace QtLogin
